import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))

function run(...args: string[]) {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

async function failure(...args: string[]): Promise<{ code: unknown; message: string }> {
  const child = run(...args)
  let message = ''
  child.stderr.on('data', (chunk) => (message += chunk))
  const [code] = await once(child, 'close')
  return { code, message }
}

test('prints its address and ends with exit code 0', async () => {
  const child = run('--port', '0')
  const [line] = await once(child.stdout, 'data')
  expect((await fetch(String(line).replace('mock: ', '').trim())).status).toBe(404)
  child.kill('SIGTERM')
  expect(await once(child, 'close')).toEqual([0, null])
})

test('explains its options', async () => {
  const child = run('--help')
  const [text] = await once(child.stdout, 'data')
  for (const option of ['--port', '--host', '--allow-origin']) expect(String(text)).toContain(option)
  expect(await once(child, 'close')).toEqual([0, null])
})

test.each([
  [['--port', 'abc'], /^"abc" is no port: .*--port or MOCK_PORT.*\n$/],
  [['--prot', '1'], /^Unknown option '--prot'.*\n$/],
])('%o is refused in one line', async (args, message) => {
  expect(await failure(...args)).toEqual({ code: 1, message: expect.stringMatching(message) })
})

test('a taken port is named with the option that changes it', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void other.close())
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const message = new RegExp(`^Port ${port} is taken.*--port or MOCK_PORT\\.\n$`)
  expect(await failure('--port', String(port))).toEqual({ code: 1, message: expect.stringMatching(message) })
})
