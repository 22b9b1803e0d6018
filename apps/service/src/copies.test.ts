import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestPostgres, type TestPostgres } from './store/test-postgres.ts'
import { addresses, runCommand, serveFlags } from './testing/command.ts'
import { listOf, PROJECT, TOKEN, tasks } from './testing/fixtures.ts'

let postgres: TestPostgres

beforeAll(async () => {
  postgres = await startTestPostgres()
})
afterAll(() => postgres?.remove())

async function listed(url: string) {
  const response = await fetch(`${url}${listOf(PROJECT)}`, { headers: { 'x-auth-token': TOKEN } })
  return { status: response.status, text: await response.text() }
}

test('two copies on one PostgreSQL serve the same; one drains and stops while the other goes on answering', async () => {
  const environment = { DATABASE_URL: postgres.url }
  const flags = [...(await serveFlags()), '--drain-delay', '1000', '--rate-limit', '1000000']
  const copies = [runCommand(flags, environment), runCommand(flags, environment)] as const
  const [one, other] = await Promise.all(copies.map(addresses))
  if (!one || !other) throw new Error('no addresses')

  const load = runCommand(['import', '-'], environment)
  load.child.stdin.end(tasks.map((task) => JSON.stringify(task)).join('\n'))
  expect(await load.ended).toMatchObject({ code: 0, err: '' })
  const page = await listed(other.url)
  expect(JSON.parse(page.text).total_count).toBe(tasks.length)
  expect(await listed(one.url)).toEqual(page)

  let stopped = false
  const end = copies[0].ended.finally(() => {
    stopped = true
  })
  copies[0].child.kill('SIGTERM')
  while ((await fetch(`${one.adminUrl}/readyz`)).status !== 503);
  expect(await listed(one.url)).toEqual(page)
  while (!stopped) expect(await listed(other.url)).toEqual(page)
  expect((await end).code).toBe(0)
  expect(await listed(other.url)).toEqual(page)
  expect((await fetch(`${other.adminUrl}/readyz`)).status).toBe(200)
})
