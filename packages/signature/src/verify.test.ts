import fc from 'fast-check'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { hmacKey, hmacSha256 } from './digest.ts'
import { NOW, PERMANENT, RECEIVER, signed, TEMPORARY, type WireRequest, withHeaders } from './testing/signed.ts'
import { verify } from './verify.ts'

const { accessKey } = PERMANENT
const request = await signed({ headers: { 'X-Project-Id': 'p' } })
const { Authorization = '' } = request.headers

test('accepts what the owner of the key has signed', async () => {
  expect(await verify(request, RECEIVER)).toEqual({
    ok: true,
    accessKey,
    signedHeaders: ['host', 'x-project-id', 'x-sdk-date'],
  })
  expect(await verify({ ...request, headers: new Headers(request.headers) }, RECEIVER)).toMatchObject({ ok: true })
})

test('a method in lower case, which fetch sends as it is, is the one that sign has signed', async () => {
  expect(await verify(await signed({ method: 'patch' }), RECEIVER)).toMatchObject({ ok: true })
})

test('an option that does not exist is refused: it would demand less than its author means', async () => {
  const options = { ...RECEIVER, requiredSigned: ['host'] }
  await expect(verify(request, options)).rejects.toThrow(TypeError)
  await expect(verify(request, options)).rejects.toThrow('unknown option requiredSigned; known are secretOf, now')
})

describe('the Authorization header', () => {
  test('absent', async () => {
    const answer = await verify(withHeaders(request, { Authorization: undefined }), RECEIVER)
    expect(answer).toEqual({ ok: false, reason: 'missing-authorization' })
  })

  test.each([
    '',
    'Bearer token',
    Authorization.replace('SDK-HMAC', 'V11-HMAC'),
    Authorization.replace('Access=', 'access='),
    Authorization.replace(/Access=[^,]+/, 'Access='),
    Authorization.replace(/SignedHeaders=[^,]+/, 'SignedHeaders='),
    Authorization.replace(', Sign', ' Sign'),
    Authorization.slice(0, -1),
    `${Authorization}0`,
    `${Authorization}, ${Authorization}`,
    Authorization.replace(accessKey, `${accessKey}\x1b`),
    Authorization.replace(/(?<=Signature=).*/, (signature) => signature.toUpperCase()),
  ])('malformed: %s', async (malformed) => {
    const answer = await verify(withHeaders(request, { Authorization: malformed }), RECEIVER)
    expect(answer).toEqual({ ok: false, reason: 'malformed-authorization' })
  })

  test('spaces between its parts make no difference', async () => {
    for (const separator of [',', ',   ']) {
      const spaced = Authorization.replaceAll(', ', separator)
      expect(await verify(withHeaders(request, { Authorization: spaced }), RECEIVER)).toMatchObject({ ok: true })
    }
  })

  test('whatever it and the rest of the request are, there is an answer', async () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(
        'SDK-HMAC-SHA256 ',
        'Access=',
        accessKey,
        ', ',
        'SignedHeaders=',
        'x-sdk-date',
        ';',
        'Signature=',
      ),
      fc.constantFrom('0'.repeat(64), Authorization, 'host', '__proto__', 'constructor', '%', '%zz', '%ff', '&', '='),
    )
    const garbage = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''))
    const plausible = fc
      .tuple(garbage, garbage)
      .map(([key, list]) => `SDK-HMAC-SHA256 Access=${key}, SignedHeaders=${list}, Signature=${'0'.repeat(64)}`)
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(garbage, plausible),
        fc.record({ method: garbage, url: garbage, body: garbage }, { requiredKeys: ['method', 'url'] }),
        fc.dictionary(fc.oneof(garbage, fc.constant('X-Sdk-Date')), fc.oneof(garbage, fc.constant('20250529T131501Z'))),
        async (authorization, rest, headers) => {
          const answer = await verify({ ...rest, headers: { ...headers, authorization } }, RECEIVER)
          expect(answer.ok).toBe(false)
        },
      ),
      { numRuns: 2000 },
    )
  })
})

describe('the date', () => {
  const at = (now: number | Date) => verify(request, { ...RECEIVER, now })
  const QUARTER = 15 * 60 * 1000

  test.each([-1, 1])('15 minutes of skew are accepted, a second more is not (%i)', async (sign) => {
    expect(await at(NOW + sign * (QUARTER - 1000))).toMatchObject({ ok: true })
    expect(await at(new Date(NOW + sign * QUARTER))).toMatchObject({ ok: true })
    const stale = { ok: false, reason: 'stale-date', accessKey }
    expect(await at(NOW + sign * (QUARTER + 1))).toEqual(stale)
    expect(await at(NOW + sign * (QUARTER + 1000))).toEqual(stale)
  })

  test('now is the time of the machine unless told otherwise', async () => {
    expect(await verify(request, { secretOf: RECEIVER.secretOf })).toMatchObject({ reason: 'stale-date' })
    expect(await at(Number.NaN)).toMatchObject({ reason: 'stale-date' })
  })

  test('absent', async () => {
    const answer = await verify(withHeaders(request, { 'X-Sdk-Date': undefined }), RECEIVER)
    expect(answer).toEqual({ ok: false, reason: 'missing-date', accessKey })
  })

  test.each([
    '',
    '20250529',
    '2025-05-29T13:15:01Z',
    '20250529T131501',
    '20250230T131501Z',
    '20250529T246060Z',
    '0',
    '99991231T240000Z',
    '+012345-01-01T00:00:00Z',
  ])('malformed: %j', async (date) => {
    const answer = await verify(withHeaders(request, { 'X-Sdk-Date': date }), RECEIVER)
    expect(answer).toEqual({ ok: false, reason: 'malformed-date', accessKey })
  })
})

describe('SignedHeaders', () => {
  const resigned = async (one: WireRequest, list: string, canonicalHeaders: string) => {
    const { createHash } = await import('node:crypto')
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
    const canonical = `GET\n/v3/p/tasklist/\nlimit=10&name=a%20b\n${canonicalHeaders}\n${list}\n${sha256('')}`
    const signature = await hmacSha256(
      await hmacKey(PERMANENT.secretKey),
      `SDK-HMAC-SHA256\n${one.headers['X-Sdk-Date']}\n${sha256(canonical)}`,
    )
    const header = `SDK-HMAC-SHA256 Access=${accessKey}, SignedHeaders=${list}, Signature=${signature}`
    return verify(withHeaders(one, { Authorization: header }), RECEIVER)
  }

  test('only the date has to be signed', async () => {
    const minimal = await signed({}, PERMANENT, [])
    expect(await verify(minimal, RECEIVER)).toEqual({ ok: true, accessKey, signedHeaders: ['x-sdk-date'] })
    const changed = withHeaders(minimal, { Host: 'other.example.com', 'X-Project-Id': 'q' })
    expect(await verify(changed, RECEIVER)).toMatchObject({ ok: true })
  })

  test('a date that is not signed is refused, although the string to sign contains it', async () => {
    const answer = await resigned(request, 'host', 'host:rds.example.com\n')
    expect(answer).toEqual({ ok: false, reason: 'unsigned-header', header: 'x-sdk-date', accessKey })
  })

  test('they are followed in the order in which they were sent', async () => {
    const date = 'x-sdk-date:20250529T131501Z\n'
    expect(await resigned(request, 'host;x-sdk-date', `host:rds.example.com\n${date}`)).toMatchObject({ ok: true })
    expect(await resigned(request, 'x-sdk-date;host', `${date}host:rds.example.com\n`)).toMatchObject({ ok: true })
    const reordered = Authorization.replace('host;x-project-id', 'x-project-id;host')
    expect(await verify(withHeaders(request, { Authorization: reordered }), RECEIVER)).toMatchObject({
      reason: 'signature-mismatch',
    })
  })

  test('a header that is said to be signed and is absent', async () => {
    const answer = await verify(withHeaders(request, { 'X-Project-Id': undefined }), RECEIVER)
    expect(answer).toEqual({ ok: false, reason: 'absent-header', header: 'x-project-id', accessKey })
    const upperCase = Authorization.replace('host', 'Host')
    expect(await verify(withHeaders(request, { Authorization: upperCase }), RECEIVER)).toMatchObject({
      reason: 'absent-header',
      header: 'Host',
    })
  })

  test('requireSigned: what a request has must be signed, what it has not need not', async () => {
    const minimal = await signed({}, PERMANENT, [])
    const receiver = { ...RECEIVER, requireSigned: ['Host', 'X-Security-Token'] }
    expect(await verify(minimal, receiver)).toEqual({ ok: false, reason: 'unsigned-header', header: 'host', accessKey })
    expect(await verify(request, receiver)).toMatchObject({ ok: true })
  })
})

describe('the body', () => {
  const post = (headers: Record<string, string>) => signed({ method: 'POST', body: '{"a":1}', headers })

  test('UNSIGNED-PAYLOAD, as the header says, leaves it out', async () => {
    const unsigned = await post({ 'X-Sdk-Content-Sha256': 'UNSIGNED-PAYLOAD' })
    expect(await verify({ ...unsigned, body: 'other' }, RECEIVER)).toMatchObject({ ok: true })
  })

  test('UNSIGNED-PAYLOAD that was added on the way is refused, signed or not', async () => {
    const added = withHeaders(await post({}), { 'X-Sdk-Content-Sha256': 'UNSIGNED-PAYLOAD' })
    expect(await verify(added, RECEIVER)).toMatchObject({ reason: 'signature-mismatch' })
  })

  test('a stream is refused with the fix', async () => {
    const streaming = { ...request, body: new Blob(['a']).stream() as never }
    await expect(verify(streaming, RECEIVER)).rejects.toThrow(TypeError)
    await expect(verify(streaming, RECEIVER)).rejects.toThrow('read a stream to its end first.')
  })

  test('a hash in the header must be that of the body', async () => {
    const { createHash } = await import('node:crypto')
    const hash = createHash('sha256').update('{"a":1}').digest('hex')
    const hashed = await post({ 'X-Sdk-Content-Sha256': hash })
    expect(await verify(hashed, RECEIVER)).toMatchObject({ ok: true })
    const answer = await verify({ ...hashed, body: '{"a":2}' }, RECEIVER)
    expect(answer).toEqual({ ok: false, reason: 'body-mismatch', accessKey })
  })
})

describe('the access key', () => {
  test('unknown, whatever the signature', async () => {
    const stranger = await signed({}, { ...PERMANENT, accessKey: 'AKSTRANGER' })
    const answer = await verify(stranger, RECEIVER)
    expect(answer).toEqual({ ok: false, reason: 'unknown-access-key', accessKey: 'AKSTRANGER' })
    // The secret that an unknown key is computed with must not open anything.
    const guess = await signed({}, { accessKey: 'AKSTRANGER', secretKey: '-'.repeat(40) })
    expect(await verify(guess, RECEIVER)).toMatchObject({ reason: 'unknown-access-key' })
    const emptySecret = { ...RECEIVER, secretOf: () => ({ secretKey: '' }) }
    expect(await verify(guess, emptySecret)).toMatchObject({ reason: 'unknown-access-key' })
  })

  test('an unknown one costs the same cryptography as a known one', async () => {
    const calls = async (one: WireRequest) => {
      const spies = (['digest', 'importKey', 'sign'] as const).map((name) => vi.spyOn(crypto.subtle, name))
      onTestFinished(() => void vi.restoreAllMocks())
      await verify(one, RECEIVER)
      const counts = spies.map((spy) => spy.mock.calls.length)
      vi.restoreAllMocks()
      return counts
    }
    const wrong = { accessKey, secretKey: 'wrong' }
    const known = await calls(await signed({}, wrong))
    expect(known).toEqual([1, 1, 1])
    expect(await calls(await signed({}, { ...wrong, accessKey: 'AKSTRANGER' }))).toEqual(known)
  })

  test('may be looked up asynchronously; a failing look-up is not a refusal', async () => {
    const slow = { ...RECEIVER, secretOf: async () => PERMANENT }
    expect(await verify(request, slow)).toMatchObject({ ok: true })
    const broken = { ...RECEIVER, secretOf: () => Promise.reject(new Error('the store is down')) }
    await expect(verify(request, broken)).rejects.toThrow('the store is down')
  })

  test('the secret of another key', async () => {
    const answer = await verify(await signed({}, { ...TEMPORARY, accessKey }), RECEIVER)
    expect(answer).toEqual({ ok: false, reason: 'signature-mismatch', accessKey })
  })
})

describe('temporary credentials', () => {
  const { securityToken: _, ...withoutToken } = TEMPORARY
  const mismatch = { ok: false, reason: 'security-token-mismatch', accessKey: TEMPORARY.accessKey }

  test('are accepted with their token', async () => {
    expect(await verify(await signed({}, TEMPORARY), RECEIVER)).toMatchObject({ ok: true })
  })

  test('are refused without it and with another one', async () => {
    expect(await verify(await signed({}, withoutToken), RECEIVER)).toEqual(mismatch)
    const other = await signed({}, { ...TEMPORARY, securityToken: 'another' })
    expect(await verify(other, RECEIVER)).toEqual(mismatch)
  })

  test('permanent ones need no token, and one that is sent means nothing', async () => {
    expect(await verify(withHeaders(request, { 'X-Security-Token': 'any' }), RECEIVER)).toMatchObject({ ok: true })
  })

  test('the token need not be signed, unless the receiver demands it', async () => {
    const { securityToken = '' } = TEMPORARY
    const unsigned = withHeaders(await signed({}, withoutToken), { 'X-Security-Token': securityToken })
    expect(await verify(unsigned, RECEIVER)).toMatchObject({ ok: true })
    expect(await verify(unsigned, { ...RECEIVER, requireSigned: ['X-Security-Token'] })).toEqual({
      ok: false,
      reason: 'unsigned-header',
      header: 'x-security-token',
      accessKey: TEMPORARY.accessKey,
    })
    const other = withHeaders(unsigned, { 'X-Security-Token': 'another' })
    expect(await verify(other, RECEIVER)).toEqual(mismatch)
  })
})
