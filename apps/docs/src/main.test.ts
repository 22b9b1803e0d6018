import { type ExecFileException, execFile } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { expect, inject, test } from 'vitest'

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))

async function failureOf(...args: string[]): Promise<{ code: number; stderr: string }> {
  return new Promise((resolve) => {
    const { DOCS_PORT: _, ...env } = process.env
    execFile(process.execPath, [MAIN, ...args, inject('site')], { env }, (error, _stdout, stderr) => {
      resolve({ code: Number((error as ExecFileException).code), stderr })
    })
  })
}

test.each(['docs', '65536', '4e3', ''])('--port=%s is refused in one line', async (port) => {
  expect(await failureOf(`--port=${port}`)).toEqual({
    code: 1,
    stderr: `"${port}" is no port: choose a number from 0 to 65535 with --port or DOCS_PORT.\n`,
  })
})

test('a taken port is named in one line with the way to another', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as AddressInfo
  const { code, stderr } = await failureOf(`--port=${port}`)
  expect(code).toBe(1)
  expect(stderr).toMatch(/^.*\n$/)
  expect(stderr).toContain(`address already in use 127.0.0.1:${port}: choose another port with --port or DOCS_PORT.`)
  taken.close()
})
