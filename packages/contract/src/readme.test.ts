import { execFile } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startMock } from '@rds-tasklist/mock'
import { expect, onTestFinished, test } from 'vitest'
import { bundle } from './bundle.ts'

const run = promisify(execFile)
const DOCUMENTED_ADDRESS = 'http://127.0.0.1:4010'
// Beside this package's dependencies, so that the example finds the client by its name.
const folder = new URL('../node_modules/.readme/', import.meta.url)

test('the example of the README prints the sample task when it runs against the mock', async () => {
  const readme = await readFile(new URL('../../../README.md', import.meta.url), 'utf8')
  const example = /```ts\n(.*?)```/s.exec(readme)?.[1] ?? ''
  expect(example).toContain(DOCUMENTED_ADDRESS)
  const mock = await startMock({ port: 0 })
  onTestFinished(() => mock.close())
  const file = new URL('example.mjs', folder)
  await mkdir(folder, { recursive: true })
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(file, example.replace(DOCUMENTED_ADDRESS, mock.url))
  const { stdout, stderr } = await run(process.execPath, [fileURLToPath(file)])
  const { tasks } = bundle.components.responses.TaskPage.content['application/json'].examples['sample-response'].value
  expect(stdout).toContain(`${tasks[0]?.name} Completed 2020-07-15T07:46:10.000Z`)
  expect(stdout).toContain('1 of 1')
  expect(stderr).toBe('')
})
