import { expect, onTestFinished, test } from 'vitest'
import { createClient } from './client.ts'
import type { TaskList } from './schema.gen.ts'
import { TOKEN } from './testing/canaries.ts'
import { PROJECT_ID } from './testing/client-of.ts'
import { documentExamples, pageExample } from './testing/document-examples.ts'
import { errorOf } from './testing/error-of.ts'
import { serveAnswer } from './testing/serve.ts'
import { type Drift, validation } from './validate.ts'

/** The running example with other members in its task and in the page; `undefined` removes one. */
function changed(task: object, page: object = {}): TaskList {
  const example = pageExample('running')
  return JSON.parse(JSON.stringify({ ...example, tasks: [{ ...example.tasks[0], ...task }], ...page }))
}

/** What `mode` makes of a body: its drift, and the sentence that refuses it. */
function judged(mode: 'off' | 'warn' | 'strict', body: unknown, status = 200) {
  const drift: Drift[] = []
  const refusal = validation({ mode, onDrift: (one) => drift.push(one) })(body, status)
  return { drift, refusal }
}

test.each(documentExamples())('the document keeps its own rules: %i %s', (status, _, body) => {
  expect(judged('strict', body, status)).toEqual({ drift: [], refusal: undefined })
})

test.each([
  ['unknown-value', '/tasks/0/status', 'Paused', changed({ status: 'Paused' })],
  ['unknown-value', '/tasks/0/status', 'string', changed({ status: TOKEN })],
  ['unknown-value', '/tasks/0/instance_status', 'MOVING', changed({ instance_status: 'MOVING' })],
  ['unknown-field', '/tasks/0/a~1b~0', 'string', changed({ 'a/b~': TOKEN })],
  ['unknown-field', '/next', 'null', changed({}, { next: null })],
])('what the document does not name is reported, and never refused: %s at %s', (kind, path, value, body) => {
  const expected = { drift: [{ kind, path, value, rule: expect.any(String) }], refusal: undefined }
  expect(judged('warn', body)).toEqual(expected)
  expect(judged('strict', body)).toEqual(expected)
})

test.each([
  ['missing-field', '/tasks/0/id', undefined, changed({ id: undefined })],
  ['wrong-type', '/tasks/0/name', 'null', changed({ name: null })],
  ['wrong-type', '/tasks/0/status', 'number', changed({ status: 5 })],
  ['wrong-format', '/tasks/0/create_time', 'string', changed({ create_time: TOKEN })],
  ['wrong-format', '/tasks/0/process', 'string', changed({ process: '101' })],
  ['wrong-value', '/tasks/0/process', 'string', changed({ status: 'Completed' })],
  ['wrong-value', '/tasks/0/status', 'string', changed({ fail_reason: 'none' })],
  ['wrong-value', '/total_count', 'number', changed({}, { total_count: -1 })],
  ['wrong-value', '/total_count', 'number', changed({}, { total_count: 2 ** 31 })],
  ['wrong-type', '/actions', 'object', changed({}, { actions: {} })],
])('what breaks a rule is reported, and refused when strict: %s at %s', (kind, path, value, body) => {
  const drift = [{ kind, path, value, rule: expect.stringMatching(/^must /) }]
  expect(judged('off', body)).toEqual({ drift: [], refusal: undefined })
  expect(judged('warn', body)).toEqual({ drift, refusal: undefined })
  const { refusal } = judged('strict', body)
  expect(refusal).toMatch(new RegExp(`^${path} must .*mode: 'warn'`))
  expect(refusal).not.toContain(TOKEN)
})

test('a refusal says what was asked for', () => {
  const refusalOf = (task: object) => judged('strict', changed(task)).refusal
  expect(refusalOf({ name: null })).toMatch(/^\/tasks\/0\/name must be string, not null\. /)
  expect(refusalOf({ status: 'Completed' })).toMatch(/^\/tasks\/0\/process must be ""\. /)
  expect(refusalOf({ process: TOKEN })).toMatch(/^\/tasks\/0\/process must match pattern ".+"\. /)
})

test('a state that the document does not list may have what its rules keep for listed ones', () => {
  const body = changed({ status: 'Cancelled', fail_reason: 'by hand' })
  expect(judged('strict', body)).toMatchObject({ drift: [{ kind: 'unknown-value' }], refusal: undefined })
})

test('a member of a wrong type is reported alone, without the rules that it would set for others', () => {
  expect(judged('strict', changed({ fail_reason: null })).drift).toMatchObject([
    { kind: 'wrong-type', path: '/tasks/0/fail_reason' },
  ])
  const other = changed(
    {},
    { tasks: [changed({ fail_reason: null }).tasks[0], changed({ fail_reason: 'no' }).tasks[0]] },
  )
  expect(judged('warn', other).drift).toMatchObject([
    { kind: 'wrong-type', path: '/tasks/0/fail_reason' },
    { kind: 'wrong-value', path: '/tasks/1/status' },
  ])
})

test.each([null, 'text', 1, []])('a body that is no object breaks a rule: %j', (body) => {
  expect(judged('strict', body)).toMatchObject({
    drift: [{ kind: 'wrong-type', path: '' }],
    refusal: expect.stringMatching(/^the body must/),
  })
})

test('bodies of errors are judged too, those of statuses that the document does not have are not', () => {
  const body = { error_code: 'nonsense' }
  expect(judged('strict', body, 400)).toMatchObject({
    drift: [
      { kind: 'missing-field', path: '/error_msg' },
      { kind: 'wrong-format', path: '/error_code' },
    ],
    refusal: expect.stringContaining('/error_msg'),
  })
  expect(judged('strict', body, 418)).toEqual({ drift: [], refusal: undefined })
})

/** What `warn` prints until the test ends. */
function printed(): string[] {
  const lines: string[] = []
  const { warn } = console
  console.warn = (line: string) => void lines.push(line)
  onTestFinished(() => {
    console.warn = warn
  })
  return lines
}

test('without onDrift, each kind and place is printed once, without values', () => {
  const lines = printed()
  const validate = validation({ mode: 'warn' })
  const task = { ...pageExample('running').tasks[0], status: 'Paused', extra: TOKEN }
  const page = changed({}, { tasks: [task, task, task] })
  validate(page, 200)
  validate(page, 200)
  expect(lines).toEqual([expect.stringContaining('/tasks/*/status '), expect.stringContaining('/tasks/*/extra ')])
  expect(lines.join()).not.toMatch(/Paused|Token/i)
})

test('a service that invents ever new members does not fill the log', () => {
  const lines = printed()
  const invented = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`member${index}`, index]))
  validation({ mode: 'warn' })(changed(invented), 200)
  expect(lines).toHaveLength(100)
})

test('a client refuses what breaks a rule with place, rule and fix, and passes what is new', async () => {
  const of = async (body: TaskList) => {
    const { endpoint } = await serveAnswer(200, JSON.stringify(body))
    const validate = validation({ mode: 'strict', onDrift: () => {} })
    return createClient({ endpoint, projectId: PROJECT_ID, credentials: { token: TOKEN }, validate })
  }
  const broken = await of(changed({ id: undefined }))
  const message = expect.stringContaining("/tasks/0/id must be there. Tell the service's owner")
  expect(await errorOf(broken.list())).toMatchObject({ kind: 'decode', status: 200, message })
  const grown = changed({ status: 'Paused' })
  expect(await (await of(grown)).list()).toEqual(grown)
})

test('refuses options that do not exist', () => {
  expect(() => validation({ mode: 'lax' as 'warn' })).toThrow('mode must be one of off, warn, strict, not lax.')
  expect(() => validation({ mode: 'warn', ondrift: () => {} } as never)).toThrow('did you mean onDrift?')
})
