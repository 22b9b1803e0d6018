import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Bundles, bundles } from './bundles.ts'
import { type Catalogue, readCatalogue } from './catalogue.ts'
import { type Json, type JsonObject, type Path, setAt, valueAt } from './json.ts'

const SOURCE = new URL('../openapi.yaml', import.meta.url)
const source = await readFile(SOURCE, 'utf8')
const catalogue = await readCatalogue(new URL('../zh-CN.yaml', import.meta.url))
const directory = await mkdtemp(join(tmpdir(), 'rds-tasklist-spec-test-'))
afterAll(() => rm(directory, { recursive: true }))

/** Builds a copy of the document in which one value is another. */
async function edited(path: Path, value: Json, translations: Catalogue = catalogue): Promise<Bundles> {
  const document = parse(source) as JsonObject
  setAt(document, path, value)
  const file = join(directory, 'openapi.yaml')
  await writeFile(file, JSON.stringify(document))
  return bundles(pathToFileURL(file), translations)
}

const operation: Path = ['paths', '/v3/{project_id}/tasklist', 'get']
const limit: Path = [...operation, 'parameters', 2]
const limitMaximum: Path = [...limit, 'schema', 'maximum']
const examplesOf = (response: string): Path => [
  'components',
  'responses',
  response,
  'content',
  'application/json',
  'examples',
]
const task = (example: string): Path => [...examplesOf('TaskPage'), example, 'value', 'tasks', 0]
const messageAboveMaximum: Path = [...examplesOf('InvalidRequest'), 'limit-above-maximum', 'value', 'error_msg']

describe('the document as it is', () => {
  let built: Bundles
  beforeAll(async () => {
    built = await bundles(SOURCE, catalogue)
  })

  test('has its sample as the original has it', () => {
    expect(valueAt(built.english, [...examplesOf('TaskPage'), 'sample-response', 'value'])).toEqual({
      tasks: [
        {
          id: '676e9f17f9b74289883a44a47b8101f5',
          name: 'RestoreSqlserverInInstance',
          instance_id: '4d00c7e9d22145deb889937a72b59c8ein01',
          instance_name: 'rds-local-scale',
          instance_status: 'FAILED',
          order_id: 'CS2506041000FOJXC',
          process: '',
          create_time: '2020-07-15T07:46:10+0000',
          end_time: '2020-07-15T09:46:10+0000',
          status: 'Completed',
        },
      ],
      actions: ['RestoreSqlserverInInstance'],
      total_count: 1,
    })
  })

  test('says in both languages what its keywords say', () => {
    const description = [...limit, 'description']
    const { minimum, maximum, default: standard } = valueAt(built.english, [...limit, 'schema']) as JsonObject
    for (const bundle of [built.english, built.chinese]) {
      for (const value of [minimum, maximum, standard]) expect(valueAt(bundle, description)).toContain(`\`${value}\``)
    }
  })

  test('leaves no example without the error that it names', () => {
    expect(JSON.stringify(built)).not.toContain('"x-error"')
    expect(valueAt(built.english, messageAboveMaximum)).toContain('limit')
    expect(valueAt(built.chinese, messageAboveMaximum)).toMatch(/\p{Script=Han}/u)
  })

  test('lists every error code once in the introduction', () => {
    const rows = String(valueAt(built.english, ['info', 'description'])).match(/^\| `[A-Z]+\.\d+` /gm) ?? []
    expect(rows.length).toBe(Object.keys(built.english['x-error-codes'] as JsonObject).length)
  })
})

test('a new maximum reaches the sentences and messages of both languages without another edit', async () => {
  const { english, chinese } = await edited(limitMaximum, 100)
  for (const bundle of [english, chinese]) {
    expect(valueAt(bundle, [...limit, 'description'])).toContain('`100`')
    expect(valueAt(bundle, [...limit, 'x-rule-messages', 'maximum'])).toContain('100')
    expect(valueAt(bundle, messageAboveMaximum)).toContain('100')
  }
})

describe('refuses, by name,', () => {
  const timestamps: Path = ['components', 'schemas', 'EpochMilliseconds', 'pattern']
  const failure = examplesOf('ServerError')

  test.each<[string, Path, Json, RegExp]>([
    ['a schema that cannot be compiled', timestamps, '^[0-9', /EpochMilliseconds.*regular expression/],
    ['an unknown keyword', [...limit, 'schema', 'maximun'], 50, /parameters\/2.*maximun/],
    ['an example that breaks its schema', [...task('running'), 'process'], '160', /examples\/running.*pattern/],
    ['an example that contradicts its state', [...task('running'), 'fail_reason'], 'none', /examples\/running.*status/],
    ['an undeclared member in an example', [...task('failed'), 'extra'], 1, /examples\/failed.*unevaluated/],
    ['an example without a value', [...failure, 'empty'], {}, /empty: the example has no value/],
    ['a pattern without a title', [...operation, 'parameters', 3, 'schema', 'pattern'], '^x$', /\^x\$ has no title/],
    [
      'a keyword that nobody enforces',
      [...operation, 'parameters', 3, 'schema', 'maxLength'],
      8,
      /parameter id: maxLength/,
    ],
    [
      'a type that nobody reads',
      [...operation, 'parameters', 3, 'schema'],
      { type: 'boolean' },
      /parameter id: type boolean/,
    ],
    ['a required query parameter', [...operation, 'parameters', 3, 'required'], true, /parameter id: required/],
    ['a value without a meaning', ['components', 'schemas', 'TaskStatus', 'enum', 3], 'Paused', /TaskStatus: .*Paused/],
    ['an error under another status', [...failure, 'server-failure', 'x-error', 'code'], 'DBS.280015', /under 500/],
    [
      'an error code without a decision',
      ['x-error-codes', 'DBS.280001', 'retry'],
      'maybe',
      /280001\/retry: must be boolean/,
    ],
    [
      'an unknown constraint',
      [...operation, 'x-query-constraints', 'colour'],
      'red',
      /x-query-constraints: .*additional/,
    ],
    ['an unknown error code', [...failure, 'server-failure', 'x-error', 'code'], 'DBS.999999', /DBS\.999999/],
    ['an unknown rule', [...examplesOf('InvalidRequest'), 'repeated-name', 'x-error', 'rule'], 'colour', /colour/],
  ])('%s', async (_, path, value, message) => {
    await expect(edited(path, value)).rejects.toThrow(message)
  })

  test('a rule without a sentence', async () => {
    const { 'x-request-rules/rules/maximum': _, ...translations } = catalogue
    await expect(edited(['x-request-rules', 'rules', 'maximum'], 1, translations)).rejects.toThrow(/no text/)
  })

  const summary = [...operation, 'summary']

  test('Chinese in the English document', async () => {
    const zh = catalogue['ListTasks/summary']?.zh ?? ''
    const translations = { ...catalogue, 'ListTasks/summary': { en: zh, zh } }
    await expect(edited(summary, zh, translations)).rejects.toThrow(/get\/summary.*English/)
  })

  test('a text that was changed after its translation', async () => {
    await expect(edited(summary, 'List the instant tasks')).rejects.toThrow(
      /ListTasks\/summary: stale.*pnpm@12 translate/s,
    )
  })
})
