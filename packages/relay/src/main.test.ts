import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { selfSigned } from './testing/certificate.ts'
import { PAGE, startEndpoint } from './testing/endpoint.ts'

const MAIN = join(import.meta.dirname, 'main.ts')
const ORIGIN = 'http://docs.example'

function run(args: string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

test('reaches an endpoint by https with the token that it prints, logs no secret, and ends with exit code 0', async () => {
  const { file, ...tls } = selfSigned()
  const endpoint = await startEndpoint({ tls })
  const host = `localhost:${endpoint.port}`
  const child = run(['--port', '0', '--allow-origin', ORIGIN, '--allow-host', host], { NODE_EXTRA_CA_CERTS: file })
  const [printed] = await once(child.stdout, 'data')
  const [, url = '', token = ''] = /relay: (\S+)\ntoken: (\S+)\n/.exec(String(printed)) ?? []
  const headers = { Origin: ORIGIN, 'X-Relay-Token': token, 'X-Relay-Host': host, 'X-Auth-Token': 'secret' }
  const response = await fetch(`${url}/v3/secret/tasklist?name=secret`, { headers })
  expect(await response.text()).toBe(PAGE)
  expect(endpoint.received[0]?.headers).toMatchObject({ 'x-auth-token': 'secret', host })
  const [logged] = await once(child.stderr, 'data')
  expect(String(logged)).toMatch(new RegExp(`^GET ${host} 200 \\d+ ms\n$`))
  child.kill('SIGTERM')
  expect(await once(child, 'close')).toEqual([0, null])
})

test('explains its options', async () => {
  const child = run(['--help'])
  const [text] = await once(child.stdout, 'data')
  for (const option of ['--allow-origin', '--allow-host', '--port']) expect(String(text)).toContain(option)
})

test.each([
  [['--port', 'x'], /^"x" is no port: .*--port.*\n$/],
  [['--host', '0.0.0.0'], /^Unknown option '--host'.*\n$/],
  [['--allow-origin', '*'], /^"\*" is no origin: .*--allow-origin.*\n$/],
  [['--allow-origin', 'http://127.0.0.1:4000/'], /is no origin/],
  [['--allow-host', 'https://rds.example.com'], /is no endpoint: .*--allow-host.*\n$/],
  [['--allow-host', 'http://rds.example.com'], /is no endpoint/],
  [['--allow-host', 'user@rds.example.com'], /is no endpoint/],
  [['--allow-host', 'rds.example.com/path'], /is no endpoint/],
])('%o is refused in one line', async (args, message) => {
  const child = run(args)
  let errors = ''
  child.stderr.on('data', (chunk) => (errors += chunk))
  expect((await once(child, 'close'))[0]).toBe(2)
  expect(errors).toMatch(message)
})

test('a taken port is named with the option that changes it', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void other.close())
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const child = run(['--port', String(port)])
  const [message] = await once(child.stderr, 'data')
  expect(String(message)).toMatch(new RegExp(`^Port ${port} is taken.*--port\\.\n$`))
})
