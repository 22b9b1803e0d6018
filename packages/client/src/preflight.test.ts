import { expect, test } from 'vitest'
import { createClient } from './client.ts'
import { queryParameters, requestRules, violationCode } from './document.gen.ts'
import { ApiError } from './errors.ts'
import { clientOf, PROJECT_ID, TOKEN } from './testing/client-of.ts'
import { documentExamples } from './testing/document-examples.ts'
import { errorOf } from './testing/error-of.ts'
import { serveAnswer } from './testing/serve.ts'

const { maximum, minimum } = queryParameters.limit
const START = 1747919701390

const VIOLATIONS: [rule: string, query: object, words: string][] = [
  ['minimum', { limit: minimum - 1 }, `limit must be at least ${minimum}.`],
  ['maximum', { limit: maximum + 1 }, `limit must be at most ${maximum}.`],
  ['a negative number', { offset: -1 }, `offset ${requestRules.integerLexeme}.`],
  ['a fraction', { limit: 1.5 }, `limit ${requestRules.integerLexeme}.`],
  ['a number that is written with an exponent', { offset: 1e21 }, `offset ${requestRules.integerLexeme}.`],
  ['seconds', { end_time: Math.floor(START / 1000) }, `end_time ${requestRules.epochMilliseconds}.`],
  ['another form of a time', { end_time: '2025-05-22T13:15:01Z' }, `end_time ${requestRules.epochMilliseconds}.`],
  ['a time before its form', { start_time: new Date(0), end_time: START }, 'start_time must match'],
  ['int32', { offset: 2 ** 31 }, 'offset must fit into 32 bits.'],
  ['enum', { status: 'Paused' }, 'status must be one of '],
  ['dependentRequired', { start_time: START }, 'start_time must not be given without end_time.'],
  ['dependentRequired of an empty value', { start_time: START, end_time: '' }, 'without end_time.'],
  ['ordered', { start_time: START, end_time: START - 1 }, 'start_time must not be later than end_time.'],
]

test.each(VIOLATIONS)(
  '%s is refused with the error of a 400, and only sent when preflight is off',
  async (_, query, words) => {
    const server = await serveAnswer(400, JSON.stringify({ error_code: violationCode, error_msg: 'from the service' }))
    const options = { endpoint: server.endpoint, projectId: PROJECT_ID, credentials: { token: TOKEN } }
    const error = await errorOf(createClient(options).list(query))
    expect(ApiError.is(error)).toBe(true)
    expect(error).toMatchObject({
      status: 400,
      code: violationCode,
      attempts: [],
      errorMessage: expect.stringContaining(words),
    })
    expect(server.requests).toEqual([])
    const sent = await errorOf(createClient({ ...options, preflight: false }).list(query))
    expect(sent).toMatchObject({ status: 400, code: violationCode, errorMessage: 'from the service' })
  },
)

test('says what the document shows for the same mistake', async () => {
  const example = documentExamples().find(([, name]) => name === 'limit-above-maximum')?.[2]
  const server = await serveAnswer(200, '')
  const options = { endpoint: server.endpoint, projectId: PROJECT_ID, credentials: { token: TOKEN } }
  const { code, errorMessage } = (await errorOf(createClient(options).list({ limit: maximum + 1 }))) as ApiError
  expect({ error_code: code, error_msg: errorMessage }).toEqual(example)
})

test.each([{ limit: minimum }, { limit: maximum }, { offset: 2 ** 31 - 1 }, { start_time: START, end_time: START }])(
  'sends %j',
  async (query) => {
    const server = await serveAnswer(200, '{"total_count":0,"actions":[],"tasks":[]}')
    await createClient({ endpoint: server.endpoint, projectId: PROJECT_ID, credentials: { token: TOKEN } }).list(query)
    expect(server.requests).toHaveLength(1)
  },
)

test('of several mistakes the one is named that comes first in the document, whatever the order of the query', async () => {
  const server = await serveAnswer(200, '')
  const error = await errorOf(clientOf(server).list({ status: 'Paused', limit: minimum - 1 } as never))
  expect(error).toMatchObject({ errorMessage: expect.stringContaining('limit must be') })
})
