import { expect, test } from 'vitest'
import {
  AbortedError,
  ApiError,
  ConnectionError,
  DecodeError,
  RdsError,
  TaskFailedError,
  TaskNotFoundError,
  TimeoutError,
  UsageError,
} from './errors.ts'

const api = new ApiError('m', {
  status: 404,
  code: 'APIGW.0101',
  errorMessage: 'e',
  requestId: 'r',
  attempts: [{ ms: 3 }],
})
const classes: { new (message: string): RdsError; is(value: unknown): boolean }[] = [
  UsageError,
  ApiError,
  DecodeError,
  ConnectionError,
  TimeoutError,
  AbortedError,
  TaskNotFoundError,
  TaskFailedError,
]
const errors = classes.map((Class) => new Class('m'))

test.each(errors)('$name is itself and no other', (error) => {
  expect(error).toBeInstanceOf(RdsError)
  expect(RdsError.is(error)).toBe(true)
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
    attempts: [{ ms: 3 }],
  })
  const caused = new ConnectionError('m', {}, new Error('secret of a proxy'))
  expect(caused).toHaveProperty('cause')
  expect(JSON.parse(JSON.stringify(caused))).toEqual({ name: 'ConnectionError', kind: 'connection', message: 'm' })
})
