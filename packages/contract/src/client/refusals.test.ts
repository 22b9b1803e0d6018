import type { ApiError, ListQuery } from '@rds-tasklist/client'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { negatives } from '../arbitraries/negative.ts'
import { validQuery } from '../arbitraries/valid.ts'
import { KNOWN } from '../mutants/known.ts'
import { inChinese, listOperation, parameterOf } from '../rules/document.ts'
import { clientOf, errorOf, refusal, serviceForTest } from './setup.ts'

const limits = { ratePerSecond: 1 }
const NO_LIMIT = { ratePerSecond: 1_000_000 }

// How a query is written is the client's own business. Texts that are no whole numbers are none of JavaScript's numbers either.
const RULES_OF_FORM = ['integerLexeme', 'repeatedName', 'encoding']
const judged = negatives(listOperation()).filter(({ rule }) => !RULES_OF_FORM.includes(rule))

/** A raw query as the client takes it. */
function asInput(raw: string): ListQuery {
  const typed = ([name, value]: [string, string]) => {
    const { type } = parameterOf(listOperation(), name).schema
    return [name, type === 'integer' ? Number(value) : value]
  }
  return Object.fromEntries([...new URLSearchParams(raw)].map(typed)) as ListQuery
}

/** Checks that the preflight refuses such queries as the service does. */
async function expectSameRefusal(query: fc.Arbitrary<ListQuery>) {
  const service = await serviceForTest({ limits: NO_LIMIT })
  const [checking, sending] = [clientOf(service), clientOf(service, { preflight: false })]
  await fc.assert(
    fc.asyncProperty(query, async (input) => {
      const { name, status, code, errorMessage, attempts } = (await errorOf(sending.list(input))) as ApiError
      expect(attempts).toHaveLength(1)
      expect(await errorOf(checking.list(input))).toMatchObject({ name, status, code, errorMessage, attempts: [] })
    }),
    { numRuns: 20 },
  )
}

test.each(judged)('the preflight refuses what breaks $rule of $parameter as the service does', ({ query }) =>
  expectSameRefusal(query.map(asInput)),
)

const numbers = fc.oneof(
  fc.integer({ max: -1 }),
  fc.double({ noNaN: true, noDefaultInfinity: true, noInteger: true }),
  fc.double({ min: 1e21, noNaN: true, noDefaultInfinity: true }),
)

test.each(['offset', 'limit'])(
  'the preflight refuses numbers of %s that are not written in digits as the service does',
  (name) => expectSameRefusal(numbers.map((number) => ({ [name]: number }))),
)

test('the preflight refuses times that are not written in 13 digits as the service does', () =>
  expectSameRefusal(fc.oneof(fc.nat(), fc.constant(new Date(0))).map((end_time) => ({ end_time }))))

test('the preflight lets pass what the service takes', async () => {
  const client = clientOf(await serviceForTest({ limits: NO_LIMIT }))
  const query = validQuery(listOperation(), KNOWN.tasks).map(asInput)
  await fc.assert(
    fc.asyncProperty(query, async (input) => {
      expect(await client.list(input)).toMatchObject({ total_count: 0 })
    }),
  )
})

test('messages of the service come in the language of the client', async () => {
  const client = clientOf(await serviceForTest(), { language: 'zh-cn', preflight: false })
  const { maximum = 0 } = parameterOf(listOperation(), 'limit').schema
  const chinese = refusal('limit-above-maximum', inChinese(listOperation()))
  expect(await errorOf(client.list({ limit: maximum + 1 }))).toMatchObject(chinese)
  expect(chinese.errorMessage).not.toBe(refusal('limit-above-maximum').errorMessage)
})

test('the rate limit of the service is waited out for as long as it says', async () => {
  let now = 0
  const delays: number[] = []
  const onRetry = ({ delay }: { delay: number }) => {
    delays.push(delay)
    now += delay
  }
  const client = clientOf(await serviceForTest({ limits, now: () => now }), { hooks: { onRetry } })
  await client.list()
  await client.list()
  expect(delays).toEqual([1000])
})

test('the rate limit of the service is an error at once when it asks for more than the caller would wait', async () => {
  const { kind, status, code } = refusal('throttled')
  const client = clientOf(await serviceForTest({ limits, now: () => 0 }), { maxRetryAfter: 999 })
  await client.list()
  expect(await errorOf(client.list())).toMatchObject({ kind, status, code, attempts: [{ status }] })
})
