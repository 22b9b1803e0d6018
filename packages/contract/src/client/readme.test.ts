import { execFile } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type RunningMock, startMock } from '@rds-tasklist/mock'
import { afterAll, beforeAll, expect, test } from 'vitest'

const run = promisify(execFile)
const DOCUMENTED_ADDRESS = 'http://127.0.0.1:4010'
// Beside this package's dependencies, so that the blocks find the client by its name.
const folder = new URL('../../node_modules/.client-readme/', import.meta.url)
const readme = await readFile(new URL('../../../client/README.md', import.meta.url), 'utf8')
const blocks = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code)

let mock: RunningMock
beforeAll(async () => {
  mock = await startMock({ port: 0 })
  await mkdir(folder, { recursive: true })
})
afterAll(async () => {
  await mock.close()
  await rm(folder, { recursive: true })
})

test.each(blocks.map((code, index) => [index + 1, code] as const))(
  'block %i of the README of the client runs against the mock',
  async (index, code) => {
    expect(code).toContain(DOCUMENTED_ADDRESS)
    const file = new URL(`block-${index}.mjs`, folder)
    await writeFile(file, code.replace(DOCUMENTED_ADDRESS, mock.url))
    const { stdout, stderr } = await run(process.execPath, [fileURLToPath(file)])
    expect(stderr).toBe('')
    expect(stdout).not.toBe('')
  },
)
