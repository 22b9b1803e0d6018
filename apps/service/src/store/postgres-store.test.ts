import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPostgresStore } from './postgres-store.ts'
import type { TaskStore } from './task-store.ts'
import { taskWith } from './test-model.ts'
import { startTestPostgres, type TestPostgres } from './test-postgres.ts'

const PAGE = { offset: 0, limit: 10 }
let server: TestPostgres
let store: TaskStore

beforeAll(async () => {
  server = await startTestPostgres()
  store = await openPostgresStore({ url: server.url })
  await store.upsert([taskWith({})])
})
afterAll(async () => {
  await store?.close()
  await server?.remove()
})

/** The error of something that must fail, and the milliseconds that it took. */
async function failureOf(work: Promise<unknown>): Promise<{ error: Error; took: number }> {
  const start = performance.now()
  const error = await work.then(
    () => expect.fail('It succeeded.'),
    (reason: Error) => reason,
  )
  return { error, took: performance.now() - start }
}

/** Makes each statement wait that touches the tasks, until the result is called. */
async function holdTasks(): Promise<() => Promise<void>> {
  const holder = new Client({ connectionString: server.url })
  await holder.connect()
  await holder.query('BEGIN')
  await holder.query('LOCK TABLE tasks, task_counts IN ACCESS EXCLUSIVE MODE')
  return () => holder.end()
}

/** Forwards to the server, until it is told to be silent, as a network is that drops everything. */
async function proxy() {
  const pairs: Socket[][] = []
  const listener = createServer((near) => {
    const far = connect(server.port, '127.0.0.1')
    near.pipe(far).pipe(near)
    for (const socket of [near, far]) socket.on('error', () => {})
    pairs.push([near, far])
  }).listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const url = new URL(server.url)
  url.port = String((listener.address() as AddressInfo).port)
  const silence = () => {
    for (const [near, far] of pairs) {
      near?.unpipe()
      far?.unpipe()
    }
  }
  const close = () => {
    for (const socket of pairs.flat()) socket.destroy()
    listener.close()
  }
  return { url: url.href, silence, close }
}

test('a server that stops: errors in bounded time; it starts again: answers without reopening', async () => {
  const under = () => Array.from({ length: 20 }, () => store.page('p1', {}, PAGE).catch((error: Error) => error.name))
  const running = under()
  await server.stop()
  for (const result of await Promise.all(running)) {
    if (typeof result === 'string') expect(result).toBe('StoreUnavailable')
    else expect(result.total).toBe(1)
  }
  const { error, took } = await failureOf(store.page('p1', {}, PAGE))
  expect(error.name).toBe('StoreUnavailable')
  expect(took).toBeLessThan(3_000)
  await expect(store.ping()).rejects.toMatchObject({ name: 'StoreUnavailable' })
  await expect(store.upsert([taskWith({})])).rejects.toMatchObject({ name: 'StoreUnavailable' })
  await server.start()
  expect(await Promise.all(under())).toEqual(Array.from({ length: 20 }, () => expect.objectContaining({ total: 1 })))
  await store.upsert([taskWith({ id: 'after' })])
  expect((await store.page('p1', {}, PAGE)).total).toBe(2)
})

test('a statement that takes too long is ended by the server, and the connection is used again', async () => {
  const hasty = await openPostgresStore({ url: server.url, statementTimeoutMs: 200, maxConnections: 1 })
  const release = await holdTasks()
  const { error, took } = await failureOf(hasty.page('p1', {}, PAGE))
  expect(error).toMatchObject({ name: 'StoreUnavailable', message: 'PostgreSQL cannot be used (57014).' })
  expect(took).toBeLessThan(1_000)
  await release()
  expect((await hasty.page('p1', {}, PAGE)).total).toBe(2)
  await hasty.close()
})

test('a full pool does not let requests wait for ever', async () => {
  const narrow = await openPostgresStore({ url: server.url, maxConnections: 1, connectionTimeoutMs: 200 })
  const release = await holdTasks()
  const first = narrow.page('p1', {}, PAGE)
  const { error, took } = await failureOf(narrow.page('p1', {}, PAGE))
  expect(error).toMatchObject({ name: 'StoreUnavailable', message: 'PostgreSQL cannot be used (no answer).' })
  expect(took).toBeLessThan(2_000)
  await release()
  expect((await first).total).toBe(2)
  await narrow.close()
})

test('a network that swallows everything does not let requests wait for ever', async () => {
  const network = await proxy()
  const far = await openPostgresStore({ url: network.url, statementTimeoutMs: 200, maxConnections: 1 })
  network.silence()
  const { error, took } = await failureOf(far.page('p1', {}, PAGE))
  expect(error.name).toBe('StoreUnavailable')
  expect(took).toBeLessThan(3_000)
  // New connections are forwarded: the silent one is gone, and a new one takes its place.
  expect((await far.page('p1', {}, PAGE)).total).toBe(2)
  await far.close()
  network.close()
})

test.each([
  ['a wrong password', (url: string) => url.replace(/:[^:@]*@/, ':SECRET@'), '28P01'],
  ['nobody there', (url: string) => url.replace(/:[^:@]*@.*/, ':SECRET@127.0.0.1:1/db'), 'ECONNREFUSED'],
  ['an unknown database', (url: string) => url.replace(/postgres$/, 'SECRET'), '3D000'],
  ['a broken password', (url: string) => url.replace(/:[^:@]*@/, ':SECRET%@'), ''],
  [
    'another scheme',
    (url: string) => url.replace('postgres:', 'mysql:').replace(/:[^:@]*@/, ':SECRET@'),
    'no postgres://',
  ],
  ['no URL', () => '://SECRET@', 'no postgres:// URL'],
])('%s: the error tells the kind, and nothing of the URL', async (_, change, kind) => {
  const { error } = await failureOf(openPostgresStore({ url: change(server.url), connectionTimeoutMs: 1_000 }))
  expect(error.message).toContain(kind)
  const shown = `${error.stack} ${JSON.stringify(error)} ${JSON.stringify(Object.getOwnPropertyDescriptors(error))}`
  expect(shown).not.toContain('SECRET')
  expect(error.cause).toBeUndefined()
})

test('where the engine reports collisions instead of waiting, writers try again and count right', async () => {
  const url = `${server.url}?options=${encodeURIComponent('-c default_transaction_isolation=serializable')}`
  const copies = await Promise.all(Array.from({ length: 3 }, () => openPostgresStore({ url, maxConnections: 1 })))
  const tasks = (round: number) =>
    Array.from({ length: 10 }, (_, index) => taskWith({ project_id: 'met', id: `${index}`, name: `N${round % 2}` }))
  const writer = async (copy: TaskStore) => {
    for (let round = 0; round < 5; round += 1) await copy.upsert(tasks(round))
  }
  await Promise.all(copies.map(writer))
  const counted = await store.page('met', { createdFrom: 0 }, PAGE)
  expect(counted.total).toBe(10)
  expect(await store.page('met', {}, PAGE)).toEqual(counted)
  await Promise.all(copies.map((copy) => copy.close()))
})

test('copies of the service that start at once on an empty database make the tables together', async () => {
  const client = new Client({ connectionString: server.url })
  await client.connect()
  await client.query('CREATE DATABASE empty')
  await client.end()
  const url = server.url.replace(/postgres$/, 'empty')
  const copies = await Promise.all(Array.from({ length: 6 }, () => openPostgresStore({ url, maxConnections: 2 })))
  await Promise.all(copies.map((copy, index) => copy.upsert([taskWith({ id: `${index}` })])))
  for (const copy of copies) expect((await copy.page('p1', {}, PAGE)).total).toBe(6)
  await Promise.all(copies.map((copy) => copy.close()))
})
