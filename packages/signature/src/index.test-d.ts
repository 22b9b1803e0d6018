import type { IncomingMessage } from 'node:http'
import { assertType, describe, expectTypeOf, test } from 'vitest'
import {
  type Credentials,
  type Explanation,
  explain,
  type Refused,
  type SignableRequest,
  type SignatureHeaders,
  sign,
  type Verification,
  verify,
} from './index.ts'

declare const request: SignableRequest
declare const credentials: Credentials

describe('sign', () => {
  test('gives the headers to add, for fetch as they are', () => {
    expectTypeOf(sign(request, credentials)).resolves.toEqualTypeOf<SignatureHeaders>()
    expectTypeOf<SignatureHeaders>().toExtend<Record<string, string>>()
    expectTypeOf<SignatureHeaders['X-Security-Token']>().toEqualTypeOf<string | undefined>()
    sign(request, credentials, { date: new Date(), signedHeaders: ['host'] })
    sign(request, credentials, { date: 0 })
    expectTypeOf(explain(request, credentials, { date: 0 })).resolves.toEqualTypeOf<Explanation>()
  })

  test('takes what fetch takes', () => {
    const { method, url, headers } = new Request('https://rds.example.com')
    sign({ method, url, headers }, credentials)
    sign({ method, url: new URL(url), headers: { Accept: 'a', 'X-Two': ['a', 'b'] }, body: '' }, credentials)
    sign({ method, url, body: new Uint8Array() }, credentials)
    sign({ method, url, body: new ArrayBuffer(0) }, credentials)
  })

  test('refuses a stream, which could be read only once', () => {
    // @ts-expect-error the body of a Request is a stream
    sign(new Request('https://rds.example.com'), credentials)
  })

  test('refuses unknown, missing and mistyped members', () => {
    // @ts-expect-error no secret
    sign(request, { accessKey: 'a' })
    // @ts-expect-error misspelt
    sign(request, { accessKey: 'a', secretKey: 's', securtyToken: 't' })
    // @ts-expect-error misspelt
    sign(request, credentials, { time: 0 })
    // @ts-expect-error no method
    sign({ url: 'https://rds.example.com' }, credentials)
    // @ts-expect-error pairs are not headers
    sign({ method: 'GET', url: '', headers: [['a', 'b']] }, credentials)
  })
})

describe('verify', () => {
  const secretOf = () => undefined

  test('takes what a server of Node has', () => {
    const { method = '', url = '', headers } = {} as IncomingMessage
    expectTypeOf(
      verify({ method, url, headers, body: {} as Buffer }, { secretOf }),
    ).resolves.toEqualTypeOf<Verification>()
    verify(request, { secretOf: async () => credentials, now: new Date(), requireSigned: ['host'] })
    verify(request, { secretOf: () => ({ secretKey: 's' }) })
    // @ts-expect-error no look-up
    verify(request, {})
    // @ts-expect-error no secret
    verify(request, { secretOf: () => ({ securityToken: 't' }) })
  })

  test('narrows by ok and by reason', () => {
    const answer = {} as Verification
    if (answer.ok) {
      expectTypeOf(answer.accessKey).toEqualTypeOf<string>()
      expectTypeOf(answer.signedHeaders).toEqualTypeOf<readonly string[]>()
      // @ts-expect-error only a refusal has a reason
      answer.reason
    } else if (answer.reason === 'unsigned-header') {
      expectTypeOf(answer.header).toEqualTypeOf<string>()
    } else if (answer.reason === 'signature-mismatch') {
      expectTypeOf(answer.accessKey).toEqualTypeOf<string>()
    } else if (answer.reason === 'malformed-authorization') {
      // @ts-expect-error what is malformed names no key
      answer.accessKey
    }
    assertType<Refused['reason']>('stale-date')
    // @ts-expect-error no such reason
    assertType<Refused['reason']>('expired')
  })
})
