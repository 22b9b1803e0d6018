import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { curlOf } from './curl.ts'

const run = promisify(execFile)

test('pasted into a shell, it sends the same target and headers; secrets come from the environment', async () => {
  const target = "/v3/../a'b?name[]=%27$HOME`x`&&=%ff"
  const headers = { 'x-auth-token': 'secret', 'x-language': "it's", authorization: '' }
  const command = curlOf('http://127.0.0.1:4020', { method: 'PUT', target, headers })
  expect(command).not.toContain('secret')
  // The shell shows what curl would be given, so no curl is needed.
  const show = 'curl() { for argument; do printf "%s\\n" "$argument"; done; }'
  const { stdout } = await run('sh', ['-c', `${show}; ${command}`], { env: { X_AUTH_TOKEN: 'from-env' } })
  const given = stdout.trim().split('\n')
  expect(given.at(-1)).toBe(`http://127.0.0.1:4020${target}`)
  expect(given).toEqual(
    expect.arrayContaining(['--path-as-is', 'PUT', 'x-auth-token: from-env', "x-language: it's", 'authorization;']),
  )
})
