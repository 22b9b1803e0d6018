import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
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
  for (const option of ['--port', '--host', '--allow-origin', '--stateful', '--seed', '--delay', '--fault'])
    expect(String(text)).toContain(option)
  expect(await once(child, 'close')).toEqual([0, null])
})

test('wrong usage is told in one line and ends with exit code 2', async () => {
  expect(await failure('--prot', '1')).toEqual({ code: 2, message: 'Unknown option --prot. Did you mean --port?\n' })
})

test('a taken port is named with the option that changes it', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void other.close())
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const message = new RegExp(`^Port ${port} is taken.*--port or MOCK_PORT\\.\n$`)
  expect(await failure('--port', String(port))).toEqual({ code: 1, message: expect.stringMatching(message) })
})

test('without --stateful neither Fastify nor SQLite is loaded: the mock starts as fast as it can', async () => {
  const script = `
    import { createRequire } from 'node:module'
    const { startMock } = await import(${JSON.stringify(new URL('index.ts', import.meta.url).href)})
    const loaded = () => Object.keys(createRequire(process.cwd() + '/').cache).some((file) => file.includes('/fastify/'))
    for (const stateful of [false, true]) {
      await (await startMock({ port: 0, stateful })).close()
      console.log(loaded(), process.moduleLoadList.includes('NativeModule sqlite'))
    }`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script])
  expect(stdout).toBe('false false\ntrue true\n')
})
