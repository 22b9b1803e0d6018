import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { listTasks, type OpenApiDocument, readDocument } from './document.ts'
import { generateDocument, generateErrorCodes } from './generate-document.ts'
import { generateTypes } from './generate-types.ts'
import { staleFiles, writeFiles } from './generated-files.ts'

// That one edit of the document reaches every file, by the real commands, is proved in packages/workspace (one-edit.test.ts).

/** A copy of the document with one change. */
function changed(change: (document: OpenApiDocument) => void): OpenApiDocument {
  const document = readDocument()
  change(document)
  return document
}

test('an open value keeps its list, in properties and in parameters', async () => {
  const types = await generateTypes(readDocument())
  expect(types).toContain('status: components["schemas"]["TaskStatus"] | (string & {});')
  expect(types).toContain('instance_status: components["schemas"]["InstanceStatus"] | (string & {});')
  expect(types).toContain('"X-Language"?: components["schemas"]["Language"] | (string & {});')
  expect(types).toContain('status?: components["schemas"]["TaskStatus"];')
})

test('a new region and code reach the constants', () => {
  const text = generateDocument(
    changed(({ servers, 'x-error-codes': codes }) => {
      servers[1]?.variables?.region?.enum.push('eu-north-9')
      Object.assign(codes ?? {}, { 'DBS.424242': { retry: true } })
    }),
  )
  expect(text).toMatch(/"https:\/\/rds.{region}.myhuaweicloud.eu",[^}]*"eu-north-9"/)
  expect(text).toContain('| "DBS.424242"')
})

test.each([
  [{}, 'unknown'],
  [{ a: ['b'] }, '({ "a"?: undefined } | { "a": {}; "b": {} })'],
  [
    { a: ['b', 'c'], b: ['c'] },
    '({ "a"?: undefined } | { "a": {}; "b": {}; "c": {} }) & ({ "b"?: undefined } | { "b": {}; "c": {} })',
  ],
])('the dependents %j become a constant and a type', (dependentRequired, type) => {
  const text = generateDocument(
    changed((document) => {
      listTasks(document).operation['x-query-constraints'] = { integerLexeme: '', dependentRequired, ordered: [] }
    }),
  )
  expect(text).toContain(`export const dependentRequired = ${JSON.stringify(dependentRequired, null, 2)} as const\n`)
  expect(text).toContain(`export type DependentRequired = ${type}\n`)
})

const MISSES: [what: string, change: (document: OpenApiDocument) => void][] = [
  ['text for the rule pattern in x-request-rules', (document) => delete document['x-request-rules']?.rules.pattern],
  ['x-error-codes', (document) => delete document['x-error-codes']],
  ['variable region for the server', (document) => delete document.servers[0]?.variables],
  ['x-query-constraints on ListTasks', (document) => delete listTasks(document).operation['x-query-constraints']],
  ['list of required members in TaskList', (document) => delete document.components.schemas.TaskList?.required],
  ['pattern for ProjectId', (document) => delete document.components.schemas.ProjectId?.pattern],
]

test.each(MISSES)('says that it misses: %s', (what, change) => {
  expect(() => generateDocument(changed(change))).toThrow(`the document has no ${what}`)
})

test.each(['retry', 'meaning', 'action'] as const)('says that an error code misses its %s', (member) => {
  const document = changed((document) => delete document['x-error-codes']?.['DBS.280001']?.[member])
  expect(() => generateErrorCodes(document)).toThrow(`the document has no ${member} for the error code DBS.280001`)
})

test('refuses a query parameter of a type that it cannot send', () => {
  const document = changed((document) => {
    Object.assign(document.components.schemas.TaskStatus ?? {}, { type: 'array' })
  })
  expect(() => generateDocument(document)).toThrow('The client has no way to send status: its type is array.')
})

test('a hand edit and a missing file are stale', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'client-generate-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  const files = { 'kept.ts': '1', 'edited.ts': '2' }
  await writeFiles(files, directory)
  expect(await staleFiles(files, directory)).toEqual([])
  appendFileSync(join(directory, 'edited.ts'), '// by hand')
  expect(await staleFiles({ ...files, 'missing.ts': '3' }, directory)).toEqual(['edited.ts', 'missing.ts'])
})
