import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { DEMO_PROJECTS, type RunningService } from '@rds-tasklist/service'
import bundle from '@rds-tasklist/spec/openapi.json' with { type: 'json' }
import { type Operation, operations } from '@rds-tasklist/spec/reader'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { SECRETS, startReaderService, TEMPORARY_KEY } from '../testing/reader-service.ts'
import type { Authentication, FieldValue } from './call.ts'
import { samples } from './samples.ts'

const run = promisify(execFile)
const PACKAGE = join(import.meta.dirname, '../..')
const [operation] = operations(bundle) as [Operation]
const [PROJECT] = DEMO_PROJECTS
const [SAMPLE] =
  bundle.components.responses.TaskPage.content['application/json'].examples['sample-response'].value.tasks

// What shells and the five languages would trip over, were it not quoted.
const NAME = `恢复 & 'it' "$HOME" \`id\` %41 %s {date} \\n !*() #`

let service: RunningService

beforeAll(async () => {
  service = await startReaderService(SAMPLE ? [{ ...SAMPLE, name: NAME }] : [])
})

afterAll(() => service?.close())

const VALUES: FieldValue[] = [
  { in: 'path', name: 'project_id', value: PROJECT },
  { in: 'query', name: 'offset', value: '0' },
  { in: 'query', name: 'limit', value: '3' },
  { in: 'query', name: 'name', value: NAME },
  { in: 'query', name: 'order_id', value: '' },
  { in: 'query', name: 'start_time', value: '1594799170000' },
  { in: 'query', name: 'end_time', value: '1594799170000' },
  { in: 'header', name: 'X-Language', value: 'zh-cn' },
]

function sampleIn(label: string, authentication: Authentication, values = VALUES, endpoint = service.url): string {
  const found = samples(operation, { endpoint, values, authentication }).find((one) => one.label === label)
  return found?.source ?? ''
}

/** Runs a sample as a reader would, and gives what it prints. Rejects with its errors. */
type Run = (source: string, env: NodeJS.ProcessEnv) => Promise<string>

async function inFile(command: string, name: string, args: string[], source: string, env: NodeJS.ProcessEnv) {
  const folder = await mkdtemp(join(tmpdir(), 'rds-tasklist-sample-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, name), source)
  return (await run(command, [...args, name], { cwd: folder, env })).stdout
}

const RUNNERS: Record<string, Run> = {
  cURL: async (source, env) => (await run('sh', ['-c', source], { env })).stdout,
  // From this package's folder, where the client can be imported.
  TypeScript: async (source, env) => {
    const args = ['--input-type=module-typescript', '--eval', source]
    return (await run(process.execPath, args, { cwd: PACKAGE, env })).stdout
  },
  Python: async (source, env) => (await run('python3', ['-c', source], { env })).stdout,
  Java: (source, env) => inFile('java', 'ListTasks.java', [], source, env),
  Go: (source, env) => inFile('go', 'main.go', ['run'], source, env),
}

/** Machines need not have these; where one has, the sample runs. */
const OPTIONAL: Record<string, string[]> = { Java: ['javac', '-version'], Go: ['go', 'version'] }

async function isHere(label: string): Promise<boolean> {
  const [command, ...args] = OPTIONAL[label] ?? []
  return (
    command === undefined ||
    run(command, args).then(
      () => true,
      () => false,
    )
  )
}

test.each(Object.keys(RUNNERS))(
  '%s gets the one task that it asks for, with every kind of credentials',
  async (label) => {
    if (!(await isHere(label))) return console.log(`${label}: no toolchain here, the sample was not run`)
    for (const authentication of ['token', 'access-key', 'temporary-key'] as const) {
      const key = authentication === 'temporary-key' ? TEMPORARY_KEY : SECRETS.RDS_ACCESS_KEY
      const env = { ...process.env, ...SECRETS, RDS_ACCESS_KEY: key }
      const printed = await RUNNERS[label]?.(sampleIn(label, authentication), env)
      expect(printed).toContain(SAMPLE?.id)
    }
  },
)

test('the TypeScript samples compile in a strict project', async () => {
  // Inside the package, where the client can be imported.
  const parent = join(PACKAGE, 'reports')
  await mkdir(parent, { recursive: true })
  const folder = await mkdtemp(join(parent, 'samples-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const kinds = ['token', 'access-key'] as const
  await Promise.all(kinds.map((kind) => writeFile(join(folder, `${kind}.ts`), sampleIn('TypeScript', kind))))
  const compilerOptions = { strict: true, noEmit: true, module: 'nodenext', target: 'es2022', types: ['node'] }
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }))
  // Rejects with what the compiler prints.
  await run(join(PACKAGE, 'node_modules/.bin/tsc'), ['-p', folder])
})

test('a region of the document is named as such', () => {
  const request = { endpoint: 'https://rds.cn-north-4.myhuaweicloud.com', region: 'cn-north-4', values: VALUES }
  const [, typescript] = samples(operation, { ...request, authentication: 'token' })
  expect(typescript?.source).toContain("region: 'cn-north-4',")
  expect(typescript?.source).not.toContain('endpoint')
})

test('a quote in a header stays inside its argument of the shell', () => {
  const header = { in: 'header', name: 'X-Language', value: "it's" }
  expect(sampleIn('cURL', 'token', [...VALUES.slice(0, 1), header])).toContain(`-H 'X-Language: it'\\''s'`)
})
