import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { BUILT } from '@rds-tasklist/spec/release'
import { expect, onTestFinished, test } from 'vitest'
import { checkTypes } from './check-types.ts'
import { typeTestsOfClient } from './type-tests.ts'

/** A release whose type tests are one text. */
async function releaseWith(version: string, text: string) {
  const folder = await mkdtemp(join(tmpdir(), 'rds-tasklist-type-tests-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'index.test-d.ts'), text)
  return { version, document: BUILT, typeTests: pathToFileURL(`${folder}/`) }
}

const program = (line: string) =>
  `import type { Client } from '@rds-tasklist/client'\ndeclare const client: Client\n${line}\n`

test('what compiled with the last release still does', async () => {
  console.log(await checkTypes())
})

test("today's own type tests compile as a user would write them", async () => {
  const tests = await typeTestsOfClient()
  expect(Object.keys(tests)).toContain('index.test-d.ts')
  for (const text of Object.values(tests)) await checkTypes(await releaseWith('0.0.1', text))
})

test('what compiles no more is refused with its line, and passes with a higher major version', async () => {
  const line = "client.list({ colour: 'red' })"
  await expect(checkTypes(await releaseWith('0.9.0', program(line)))).rejects.toThrow(
    /compiled with the client of 0\.9\.0.*index\.test-d\.ts:3: client\.list\(\{ colour.*colour.*to 1\.0\.0/s,
  )
  await expect(checkTypes(await releaseWith('-1.0.0', program(line)))).resolves.toMatch(/may break/)
})

test('what compiles now and did not then breaks nobody', async () => {
  const line = '// @ts-expect-error no such parameter then\nclient.list({ limit: 3 })'
  await expect(checkTypes(await releaseWith('0.9.0', program(line)))).resolves.toMatch(/still does/)
})
