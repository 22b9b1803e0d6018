import type { ErrorBody, TaskList } from '@rds-tasklist/client'
import { parseTimestamp } from '@rds-tasklist/client'
import english from '@rds-tasklist/spec/openapi.json' with { type: 'json' }
import { type Operation, operations } from '@rds-tasklist/spec/reader'
import { expect, test } from 'vitest'
import { createInPageMock } from './in-page-mock.ts'
import { reduceDocument } from './reduce-document.ts'

const NOW = Date.UTC(2026, 0, 15, 12)
const PROJECT = '54623db08b174c858ba779d2aa7923a3'
const mock = createInPageMock(NOW)

async function send(query = '', headers: Record<string, string> = { 'X-Auth-Token': 'any' }, project = PROJECT) {
  const url = `https://rds.example.com/v3/${project}/tasklist?${query}`
  const { status, body } = await mock.send({ method: 'GET', url, headers }, new AbortController().signal)
  return { status, body: JSON.parse(body) as TaskList & ErrorBody }
}

test('pages partition the list, and the total does not change', async () => {
  const all = (await send('limit=50')).body
  const pages = await Promise.all([0, 10, 20, 30].map((offset) => send(`offset=${offset}`)))
  expect(pages.flatMap(({ body }) => body.tasks)).toEqual(all.tasks)
  expect(pages.map(({ body }) => body.total_count)).toEqual(Array(4).fill(all.tasks.length))
  expect(new Set(all.tasks.map(({ id }) => id)).size).toBe(all.tasks.length)
})

test('tasks come latest first, none from the future', async () => {
  const times = (await send('limit=50')).body.tasks.map((task) => parseTimestamp(task.create_time).getTime())
  expect(times).toEqual(times.toSorted((a, b) => b - a))
  expect(times[0]).toBeLessThan(NOW)
})

test('filters and the window narrow tasks, total and actions', async () => {
  const failed = (await send('status=Failed&limit=50')).body
  expect(failed.tasks.length).toBe(failed.total_count)
  expect(failed.tasks.every(({ status, fail_reason }) => status === 'Failed' && fail_reason)).toBe(true)
  expect(failed.actions).toEqual([...new Set(failed.tasks.map(({ name }) => name))].sort())
  const [first] = failed.tasks
  const time = parseTimestamp(first?.create_time ?? '').getTime()
  const { body } = await send(`start_time=${time}&end_time=${time}`)
  expect(body.tasks).toEqual([first])
})

test('it refuses in the order of the document, in the language that is asked for', async () => {
  expect(await send('limit=0', {}, 'x')).toMatchObject({ status: 401, body: { error_code: 'APIGW.0301' } })
  const project = await send('limit=0', { 'X-Auth-Token': 'any' }, 'x')
  expect(project).toMatchObject({ status: 400, body: { error_msg: expect.stringContaining('project_id') } })
  const query = await send('limit=0', { Authorization: 'any', 'X-Language': 'zh-cn' })
  expect(query).toMatchObject({ status: 400, body: { error_msg: expect.stringMatching(/limit.*\p{Script=Han}/u) } })
})

test('what the page carries of the document has its rules, and is far smaller', () => {
  const reduced = reduceDocument(english)
  const [whole, kept] = [operations(english), operations(reduced)] as [[Operation], [Operation]]
  const rules = ({ parameters }: Operation) => parameters.map((one) => [one.name, one['x-rule-messages']])
  expect(rules(kept[0])).toEqual(rules(whole[0]))
  expect(JSON.stringify(reduced).length).toBeLessThan(JSON.stringify(english).length / 6)
})
