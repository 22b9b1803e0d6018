import { expect, test } from 'vitest'
import { AbortedError, ApiError, ConnectionError, DecodeError, RdsError, UsageError } from './errors.ts'

const api = new ApiError('m', {
  status: 404,
  code: 'APIGW.0101',
  errorMessage: 'e',
  requestId: 'r',
  bodyExcerpt: undefined,
})
const decode = new DecodeError('m', { status: 200, requestId: undefined, bodyExcerpt: '<html>' })
const errors = [new UsageError('m'), api, decode, new ConnectionError('m'), new AbortedError('m')]

test.each(errors)('$name is itself and no other', (error) => {
  expect(error).toBeInstanceOf(RdsError)
  expect(RdsError.is(error)).toBe(true)
  const classes = [UsageError, ApiError, DecodeError, ConnectionError, AbortedError]
  expect(classes.filter((candidate) => candidate.is(error))).toEqual([error.constructor])
})

test('recognises an error of another copy of the package', async () => {
  // A query makes the module another one, as a second installed copy is.
  const copy: typeof import('./errors.ts') = await import(/* @vite-ignore */ `./errors.ts?${'copy'}`)
  const foreign = new copy.ApiError('m', api)
  expect(foreign).not.toBeInstanceOf(RdsError)
  expect(RdsError.is(foreign) && ApiError.is(foreign)).toBe(true)
  expect(DecodeError.is(foreign)).toBe(false)
})

test.each([new Error('m'), { kind: 'api' }, null, undefined, 'api'])('%o is none of ours', (value) => {
  expect(RdsError.is(value) || ApiError.is(value)).toBe(false)
})

test('serialises its documented fields and not its cause', () => {
  expect(JSON.parse(JSON.stringify(api))).toEqual({
    name: 'ApiError',
    kind: 'api',
    message: 'm',
    status: 404,
    code: 'APIGW.0101',
    errorMessage: 'e',
    requestId: 'r',
  })
  const caused = new ConnectionError('m', { cause: new Error('secret of a proxy') })
  expect(JSON.parse(JSON.stringify(caused))).toEqual({ name: 'ConnectionError', kind: 'connection', message: 'm' })
})
