import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { everywhere } from './runtimes.ts'

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
