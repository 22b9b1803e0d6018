import { unstable_serialize } from 'swr'
import { expect, test } from 'vitest'
import { taskSwr, taskSwrSubscription, tasksSwr, tasksSwrInfinite } from './swr.ts'
import { clientOf, TOKEN } from './testing/client-of.ts'

// What the hooks do stands in scripts/hooks.test.ts, as they need a browser.

const clients = ['http://127.0.0.1:1', 'http://127.0.0.1:2'].map((endpoint) => clientOf({ endpoint }))
const keys = () =>
  clients.flatMap((client) => [
    ...([{}, { status: 'Running' }, { status: 'Failed' }] as const).flatMap((query) => [
      tasksSwr(client, query)[0],
      ...[0, 1].map((index) => tasksSwrInfinite(client, query)[0](index, null)),
    ]),
    ...['one', 'other'].flatMap((id) => [taskSwr(client, id)[0], taskSwrSubscription(client, id)[0]]),
  ])

test('what differs in client, kind, query, page or task has a key of its own, the same each time and without credentials', () => {
  const serialized = keys().map(unstable_serialize)
  expect(new Set(serialized).size).toBe(serialized.length)
  expect(keys().map(unstable_serialize)).toEqual(serialized)
  expect(serialized.join()).not.toContain(TOKEN)
})
