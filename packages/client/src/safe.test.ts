import { expect, test } from 'vitest'
import { errorStatuses } from './document.gen.ts'
import { safe } from './safe.ts'
import { clientOf } from './testing/client-of.ts'
import { serveAnswer } from './testing/serve.ts'
import { useVirtualClock } from './testing/virtual-clock.ts'

const list = async (status: number, body = '') => safe(clientOf(await serveAnswer(status, body)).list())

test.each([...errorStatuses, 404])('an answer of %i has its status', async (status) => {
  useVirtualClock()
  expect(await list(status)).toMatchObject({ ok: false, status, error: { kind: 'api', status } })
})

test('a page is data, an unlisted status is other, and anything else has no status', async () => {
  const page = { total_count: 0, actions: [], tasks: [] }
  expect(await list(200, JSON.stringify(page))).toEqual({ ok: true, status: 200, data: page })
  expect(await list(418)).toMatchObject({ ok: false, status: 'other', error: { status: 418 } })
  expect(await list(200, '<html>')).toMatchObject({ ok: false, status: undefined, error: { kind: 'decode' } })
  await expect(safe(Promise.reject(new TypeError('a bug')))).rejects.toThrow('a bug')
})
