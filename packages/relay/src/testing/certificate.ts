import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** Makes a certificate for `localhost` that nobody has signed. */
export function selfSigned(): { file: string; key: Buffer; cert: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), 'relay-certificate-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const [key, file] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  const output = ['-keyout', key, '-out', file]
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1']
  execFileSync('openssl', ['req', ...kind, ...output, ...subject], { stdio: 'ignore' })
  return { file, key: readFileSync(key), cert: readFileSync(file) }
}
