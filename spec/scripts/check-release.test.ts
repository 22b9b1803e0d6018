import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { BUILT, checkVersion, lastRelease, RELEASED, type Release } from '../release.ts'
import { checkRelease } from './check-release.ts'
import { type Json, type JsonObject, type Path, setAt, valueAt } from './json.ts'

const directory = await mkdtemp(join(tmpdir(), 'rds-tasklist-release-test-'))
afterAll(() => rm(directory, { recursive: true }))
const at = (name: string) => pathToFileURL(join(directory, name))
const built = await readFile(BUILT, 'utf8')
await mkdir(at('released/'))
await writeFile(at('released/openapi.json'), JSON.stringify({ ...JSON.parse(built), info: { version: '1.4.2' } }))
const release = (await lastRelease(at('released/'))) as Release

/** The built bundle with other values at some places. */
async function edited(version: string, ...edits: [Path, (value: Json | undefined) => Json][]): Promise<URL> {
  const document = JSON.parse(built) as JsonObject
  setAt(document, ['info'], { version })
  for (const [path, change] of edits) setAt(document, path, change(valueAt(document, path)))
  await writeFile(at('current.json'), JSON.stringify(document))
  return at('current.json')
}

const operation: Path = ['paths', '/v3/{project_id}/tasklist', 'get']
const schemas: Path = ['components', 'schemas']
const parameters: Path = [...operation, 'parameters']
const add = (item: Json) => (list: Json | undefined) => [...(list as Json[]), item]
const drop = (list: Json | undefined) => (list as Json[]).slice(1)
const required = { name: 'zone', in: 'query', required: true, schema: { type: 'string' } }

test('the document keeps what the last release promised', async () => {
  console.log(await checkRelease(BUILT, RELEASED))
})

test('before the first release the check says that there was none', async () => {
  await expect(checkRelease(BUILT, at('none/'))).resolves.toMatch(/Nothing has been released/)
})

describe.each<[string, Path, (value: Json | undefined) => Json, RegExp]>([
  ['a new required parameter', parameters, add(required), /Required `zone` query parameter was added/],
  ['a lower maximum', [...parameters, 2, 'schema', 'maximum'], () => 2, /Upper bound changed .* '<= 2'/],
  ['a value that may no longer be sent', [...schemas, 'TaskStatus', 'enum'], drop, /TaskStatus.*lost values/],
  ['a member that may be absent', [...schemas, 'Task', 'required'], drop, /no longer required: `id`/],
  ['another operationId', [...operation, 'operationId'], () => 'Other', /operationId.*ListTasks.*Other/],
  [
    'a new rule between parameters',
    [...operation, 'x-query-constraints', 'dependentRequired', 'id'],
    () => ['name'],
    /ListTasks.*a rule was added: id needs name/,
  ],
  ['a region that went', ['servers', 0, 'variables', 'region', 'enum'], drop, /region `[a-z0-9-]+` was removed/],
])('%s', (_, path, change, words) => {
  test('is refused by name, with what to do', async () => {
    const failure = checkRelease(await edited('1.9.0', [path, change]), at('released/'))
    await expect(failure).rejects.toThrow(words)
    await expect(failure).rejects.toThrow(/what 1\.4\.2 promised.*raise info\.version .* to 2\.0\.0/s)
  })

  test('passes with a higher major version', async () => {
    await expect(checkRelease(await edited('2.0.0', [path, change]), at('released/'))).resolves.toMatch(/may break/)
  })
})

test.each<[string, Path, (value: Json | undefined) => Json]>([
  ['a new optional parameter', parameters, add({ ...required, required: false })],
  ['a higher maximum', [...parameters, 2, 'schema', 'maximum'], () => 1000],
  ['a new member of a response', [...schemas, 'Task', 'properties', 'zone'], () => ({ type: 'string' })],
  ['a new value of an open list', [...schemas, 'InstanceStatus', 'enum'], add('PAUSED')],
])('%s keeps the promise', async (_, path, change) => {
  await expect(checkRelease(await edited('1.4.2', [path, change]), at('released/'))).resolves.toMatch(/keeps/)
})

describe('the version of a release', () => {
  const member: [Path, () => Json] = [[...schemas, 'Task', 'properties', 'zone'], () => ({ type: 'string' })]

  test.each([
    ['1.4.2', /released already/],
    ['1.4.3', /require a minor bump/],
  ])('%s is too low for a new member', async (version, words) => {
    await expect(edited(version, member).then((current) => checkVersion(release, current))).rejects.toThrow(words)
  })

  test('1.5.0 announces it', async () => {
    await checkVersion(release, await edited('1.5.0', member))
  })
})
