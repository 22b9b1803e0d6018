import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sign } from '@rds-tasklist/signature'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAuthenticator } from '../auth/authenticator.ts'
import { openCredentialsFile } from '../auth/credentials-file.ts'
import type { StoredTask, TaskFilter } from '../store/task-store.ts'
import { Model, START, taskWith, timeText } from '../store/test-model.ts'
import { ENGINES, type TestDatabase } from '../store/test-stores.ts'
import { listOf } from '../testing/fixtures.ts'
import { responseProblems } from '../testing/response-problems.ts'
import { parseRaw, startTestService, type TestService } from '../testing/service.ts'

// They differ in one digit. The last never has a task, and nobody may see it.
const [NOWHERE, ...PROJECTS] = ['0', '1', '2', '3'].map((digit) => digit.padStart(32, 'a')) as [string, ...string[]]
const RUNS: Record<string, number> = { SQLite: 60, PostgreSQL: 15 }

/** Somebody whom the credentials file knows. Anybody else has no projects. */
type Caller = { signs: boolean; projects: string[] }
type Question = {
  /** Which caller; one more than there are is a stranger. */
  from: number
  project: string
  /** A project that the request names where it does not count. */
  claimed: string
  filter: TaskFilter
  window: { offset: number; limit: number }
}

const pick = fc.constantFrom<string[]>
const moment = fc.integer({ min: 0, max: 4 }).map((seconds) => START + seconds * 1000)

// Few values each, so that projects share IDs, names, instances, orders and times.
const common = { id: pick(...'abcdefghijkl'), name: pick('Create', 'Restart', 'Restore'), instance_id: pick('i', 'j') }
const members = { ...common, status: pick('Running', 'Completed', 'Failed'), order_id: pick('o', 'p') }

const storedTask: fc.Arbitrary<StoredTask> = fc
  .record({ ...members, project_id: pick(...PROJECTS), created: moment })
  .map(({ created, ...task }) =>
    taskWith({ ...task, create_time: timeText(created), instance_name: `of ${task.project_id}` }),
  )

const filter: fc.Arbitrary<TaskFilter> = fc
  .record({ ...members, times: fc.tuple(moment, moment) }, { requiredKeys: [] })
  .map(({ times, ...exact }) =>
    times ? { ...exact, createdFrom: Math.min(...times), createdTo: Math.max(...times) } : exact,
  )

const caller: fc.Arbitrary<Caller> = fc.record({ signs: fc.boolean(), projects: fc.subarray(PROJECTS) })
const question: fc.Arbitrary<Question> = fc.record({
  from: fc.nat(3),
  project: pick(NOWHERE, ...PROJECTS),
  claimed: pick(NOWHERE, ...PROJECTS),
  filter: fc.oneof(fc.constant({}), filter),
  window: fc.record({ offset: fc.nat(4), limit: fc.integer({ min: 1, max: 50 }) }),
})

const world = fc.record({
  tasks: fc.array(storedTask, { maxLength: 40 }),
  callers: fc.array(caller, { minLength: 1, maxLength: 3 }),
  questions: fc.array(question, { minLength: 10, maxLength: 20 }),
})

function credentialsOf(callers: Caller[]): string {
  const numbered = callers.map(({ signs, projects }, index) => ({ signs, project_ids: projects, index }))
  const tokens = numbered.map(({ project_ids, index }) => ({ token: `token-${index}`, project_ids }))
  const keys = numbered.map(({ project_ids, index }) => ({ access_key: `AK${index}`, secret_key: 'SK', project_ids }))
  const used = <Entry>(entries: Entry[], signs: boolean) =>
    entries.filter((_, index) => callers[index]?.signs === signs)
  return JSON.stringify({ tokens: used(tokens, false), access_keys: used(keys, true) })
}

/** What proves who asks. */
async function proof(url: string, callers: Caller[], from: number): Promise<Record<string, string>> {
  const signs = callers[from]?.signs ?? false
  if (!signs) return { 'x-auth-token': `token-${from}` }
  return await sign({ method: 'GET', url }, { accessKey: `AK${from}`, secretKey: 'SK' })
}

function targetOf({ project, claimed, filter: { createdFrom, createdTo, ...exact }, window }: Question): string {
  const times = createdFrom === undefined ? {} : { start_time: createdFrom, end_time: createdTo }
  const query = Object.entries({ ...exact, ...times, ...window, project_id: claimed })
  return listOf(project, query.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&'))
}

/** The bytes of an answer without those that are new each time. */
function comparable(answer: string): string {
  const { 'x-request-id': requestId = '' } = parseRaw(answer).headers
  return answer.replaceAll(requestId, '').replace(/^date: .*$/im, '')
}

async function ask(service: TestService, callers: Caller[], { from, claimed }: Question, target: string) {
  const headers = { ...(await proof(`${service.url}${target}`, callers, from)), 'x-project-id': claimed }
  const lines = Object.entries({ host: new URL(service.url).host, ...headers, connection: 'close' })
  return service.raw(`GET ${target} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`)
}

/** Sees to it that the answer is what the caller may know, to the byte where that is nothing. */
async function judge(service: TestService, model: Model, callers: Caller[], one: Question): Promise<void> {
  const { project, from, filter, window } = one
  const answer = await ask(service, callers, one, targetOf(one))
  const { status, body } = parseRaw(answer)
  for (const other of PROJECTS) if (other !== project) expect(body).not.toContain(other)
  if (callers[from]?.projects.includes(project)) {
    expect(responseProblems(parseRaw(answer))).toEqual([])
    const { total, actions, tasks } = model.page(project, filter, window)
    expect([status, JSON.parse(body)]).toEqual([200, { total_count: total, actions, tasks }])
  } else {
    expect(status).toBe(callers[from] ? 403 : 401)
    expect(comparable(answer)).toBe(comparable(await ask(service, callers, one, listOf(NOWHERE))))
  }
}

describe.each(ENGINES)('on $engine, whoever asks for whatever', ({ engine, create }) => {
  let database: TestDatabase
  let folder: string
  beforeAll(async () => {
    database = await create()
    folder = await mkdtemp(join(tmpdir(), 'isolation-'))
  })
  afterAll(async () => {
    await database?.remove()
    await rm(folder, { recursive: true })
  })

  async function serviceFor(callers: Caller[], tasks: StoredTask[]): Promise<TestService> {
    const file = join(folder, 'credentials.json')
    await writeFile(file, credentialsOf(callers))
    const store = await database.open()
    for (const table of ['tasks', 'task_counts', 'projects']) await database.rows(`DELETE FROM ${table}`)
    await store.upsert(tasks)
    const { tokens, accessKeys } = await openCredentialsFile(file)
    const authenticator = createAuthenticator({ tokens: [tokens], accessKeys })
    return startTestService({ store, authenticator, limits: { ratePerSecond: 100_000 } })
  }

  test('gets the tasks, totals and actions of their own projects, and cannot tell a foreign project from none', async () => {
    const property = fc.asyncProperty(world, async ({ tasks, callers, questions }) => {
      const service = await serviceFor(callers, tasks)
      const model = new Model()
      model.upsert(tasks)
      try {
        for (const one of questions) await judge(service, model, callers, one)
      } finally {
        await service.close()
      }
    })
    // Finding the smallest counterexample may take minutes; the one that is found by then is shown.
    await fc.assert(property, { numRuns: RUNS[engine] ?? 1, interruptAfterTimeLimit: 20_000 })
  })
})
