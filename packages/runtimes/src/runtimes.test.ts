import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { runInChromium } from './chromium.ts'
import { everywhere } from './runtimes.ts'
import { runScript } from './script.ts'
import { runInWorkerd } from './workerd.ts'

function suiteOf(code: string) {
  const folder = mkdtempSync(join(tmpdir(), 'runtimes-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'dependency.js'), 'export const double = (number) => 2 * number')
  writeFileSync(join(folder, 'suite.js'), `import { double } from './dependency.js'\n${code}`)
  return { folder, module: 'suite.js', input: { number: 21 } }
}

test.each(everywhere)('$name runs a suite on its input', async ({ run }) => {
  const { version, outcome } = await run(
    suiteOf('export const suite = async ({ number }) => ({ doubled: double(number) })'),
  )
  expect(outcome).toEqual({ doubled: 42 })
  expect(version).toMatch(/^\d+\.\d+/)
})

test.each(everywhere)('$name tells what a suite throws', async ({ run }) => {
  const suite = suiteOf(`export const suite = async ({ number }) => { throw new Error(\`not \${double(number)}\`) }`)
  await expect(run(suite)).rejects.toThrow('not 42')
})

test('a script that does not end is ended', async () => {
  const suite = suiteOf('export const suite = () => new Promise(() => setInterval(double, 1000))')
  await expect(runScript(process.execPath, [], suite, 200)).rejects.toThrow('did not end within 200 ms.')
})

test('a browser that does not start leaves no server behind', async () => {
  vi.stubEnv('CHROME_PATH', '/nowhere')
  onTestFinished(() => void vi.unstubAllEnvs())
  const servers = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length
  const before = servers()
  await expect(runInChromium(suiteOf(''))).rejects.toThrow('/nowhere')
  expect(servers()).toBe(before)
})

/** Stands for workerd, which npm installs for `test:full` alone. */
function workerdThat(code: string): { program: string; suite: ReturnType<typeof suiteOf> } {
  const suite = suiteOf('')
  const program = join(suite.folder, 'workerd.mjs')
  writeFileSync(program, `#!${process.execPath}\n${code}`, { mode: 0o755 })
  return { program, suite }
}

test('a workerd that warns runs the suite', async () => {
  const { program, suite } = workerdThat(`import { createServer } from 'node:http'
const server = createServer((_, response) => response.end('"ran"'))
const listening = () => console.log(JSON.stringify({ event: 'listen', port: server.address().port }))
process.stderr.write('a warning', () => server.listen(0, '127.0.0.1', listening))`)
  expect(await runInWorkerd(program, '1', suite)).toEqual({ version: '1', outcome: 'ran' })
})

test.each([
  ["console.error('bad config'); process.exitCode = 3", 'ended with 3 before it listened. bad config'],
  ["process.kill(process.pid, 'SIGKILL')", 'ended with SIGKILL before it listened.'],
])('a workerd that ends says so: %s', async (code, message) => {
  const { program, suite } = workerdThat(code)
  await expect(runInWorkerd(program, '1', suite)).rejects.toThrow(message)
})
