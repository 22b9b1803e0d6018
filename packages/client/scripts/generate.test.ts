import { spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { listTasks, type OpenApiDocument, readDocument } from './document.ts'
import { generateDocument } from './generate-document.ts'
import { generateTypes } from './generate-types.ts'
import { generateFiles, staleFiles } from './generated-files.ts'

const packageDirectory = dirname(import.meta.dirname)

/** A copy of the document with one change. */
function changed(change: (document: OpenApiDocument) => void): OpenApiDocument {
  const document = readDocument()
  change(document)
  return document
}

test('the committed files are what the document gives', async () => {
  expect(await staleFiles(await generateFiles(readDocument()), packageDirectory)).toEqual([])
})

test('a raised maximum reaches the constants and the comments', async () => {
  const document = changed((document) => {
    const limit = listTasks(document).operation.parameters.find(({ name }) => name === 'limit')
    if (limit?.schema.maximum !== 50) throw new Error('limit is expected to have the maximum 50.')
    limit.schema.maximum = 100
    // spec#build writes this sentence from the keyword.
    limit.description = limit.description.replace('at most `50`', 'at most `100`')
  })
  expect(generateDocument(readDocument())).toContain('"maximum": 50')
  expect(generateDocument(document)).toContain('"maximum": 100')
  expect(await generateTypes(readDocument())).toContain('must be at most `50`')
  expect(await generateTypes(document)).toContain('must be at most `100`')
})

test('an open value keeps its list, in properties and in parameters', async () => {
  const types = await generateTypes(readDocument())
  expect(types).toContain('status: components["schemas"]["TaskStatus"] | (string & {});')
  expect(types).toContain('instance_status: components["schemas"]["InstanceStatus"] | (string & {});')
  expect(types).toContain('"X-Language"?: components["schemas"]["Language"] | (string & {});')
  expect(types).toContain('status?: components["schemas"]["TaskStatus"];')
})

test('a new region, code and dependent reach the constants', () => {
  const text = generateDocument(
    changed((document) => {
      document.servers[1]?.variables.region.enum.push('eu-north-9')
      document['x-error-codes']['DBS.424242'] = { retry: true }
      listTasks(document).operation['x-query-constraints'].dependentRequired.id = ['name']
    }),
  )
  expect(text).toContain('"eu-north-9": "https://rds.eu-north-9.myhuaweicloud.eu"')
  expect(text).toMatch(/"DBS\.424242": \{\s+"retry": true/)
  expect(text).toMatch(/"id": \[\s+"name"\s+\]/)
})

test('says what it misses in the document', () => {
  const document = changed((document) => {
    delete document['x-request-rules'].rules.pattern
  })
  expect(() => generateDocument(document)).toThrow('the document has no text for the rule pattern in x-request-rules')
})

test('--check fails on a hand edit, names the file and the command that mends it', () => {
  const copy = mkdtempSync(join(tmpdir(), 'client-generate-'))
  onTestFinished(() => rmSync(copy, { recursive: true }))
  for (const name of ['scripts', 'src', 'package.json'])
    cpSync(join(packageDirectory, name), join(copy, name), { recursive: true })
  symlinkSync(join(packageDirectory, 'node_modules'), join(copy, 'node_modules'))
  const check = () => spawnSync(process.execPath, [join(copy, 'scripts/generate.ts'), '--check'], { encoding: 'utf8' })

  expect(check()).toMatchObject({ status: 0, stderr: '' })

  appendFileSync(join(copy, 'src/schema.gen.ts'), '// by hand\n')
  const { status, stderr } = check()
  expect(status).toBe(1)
  expect(stderr).toContain('packages/client/src/schema.gen.ts')
  expect(stderr).not.toContain('document.gen.ts')
  expect(stderr).toContain('pnpm generate')
})
