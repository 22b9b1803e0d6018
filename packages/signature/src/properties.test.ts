import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalQuery } from './canonical.ts'
import { NOW, PERMANENT, RECEIVER, signed, TEMPORARY, type WireRequest, withHeaders } from './testing/signed.ts'
import { verify } from './verify.ts'

const unit = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...'aZ09-._~ +&=%/?#[]@!$\'()*,;:"<>{}|^`\\') },
  { weight: 1, arbitrary: fc.constantFrom('é', '恢', '\uff1a', '𝄞', '\n', '\0') },
)
const text = fc.string({ unit, maxLength: 8 })
const pairs = fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 5 })
const headerText = fc.string({ unit: fc.constantFrom(...'aZ09-=;:," '), minLength: 1, maxLength: 12 })

type Sent = { method: string; path: string[]; pairs: [string, string][]; headers: Record<string, string>; body: string }
const sent: fc.Arbitrary<Sent> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'DELETE', 'PATCH'),
  path: fc.array(
    text.filter((segment) => !/^(\.|%2e)*$/i.test(segment)),
    { minLength: 1, maxLength: 4 },
  ),
  pairs,
  headers: fc.dictionary(fc.constantFrom('X-Project-Id', 'X-Language', 'Content-Type'), headerText),
  body: text,
})

const encodeAll = (value: string) =>
  Array.from(new TextEncoder().encode(value), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
const queryOf = (query: [string, string][]) =>
  query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&')
const urlOf = (one: Pick<Sent, 'path' | 'pairs'>) =>
  `https://rds.example.com/${one.path.map(encodeURIComponent).join('/')}?${queryOf(one.pairs)}`
const signedFrom = ({ method, headers, body, ...rest }: Sent) => signed({ method, headers, body, url: urlOf(rest) })

/** Changes one character of a text; the result is another text. */
function alter(value: string, seed: number): string {
  const characters = [...value]
  const at = seed % (characters.length + 1)
  characters[at] = characters[at] === 'x' ? 'y' : 'x'
  return characters.join('')
}

const accepts = async (one: WireRequest) => expect(await verify(one, RECEIVER)).toMatchObject({ ok: true })
const refuses = async (one: WireRequest, reason: string) =>
  expect(await verify(one, RECEIVER)).toMatchObject({ ok: false, reason })

const check = (property: (one: Sent, seed: number) => Promise<void>) =>
  fc.assert(fc.asyncProperty(sent, fc.nat(), property), { numRuns: 300 })

describe('accepted', () => {
  test('what is signed, with both kinds of credentials, at every moment', () =>
    fc.assert(
      fc.asyncProperty(
        sent,
        fc.constantFrom(PERMANENT, TEMPORARY),
        fc.integer({ min: -900, max: 900 }),
        async (one, credentials, seconds) => {
          const { method, headers, body } = one
          const request = await signed({ method, headers, body, url: urlOf(one) }, credentials)
          const now = NOW + seconds * 1000
          expect(await verify(request, { ...RECEIVER, now })).toMatchObject({
            ok: true,
            accessKey: credentials.accessKey,
          })
        },
      ),
    ))

  test('the query in another order, repeated names included', () =>
    check(async (one, seed) => {
      const request = await signedFrom(one)
      const at = seed % one.pairs.length
      const turned = [...one.pairs.slice(at), ...one.pairs.slice(0, at)].reverse()
      await accepts({ ...request, url: urlOf({ ...one, pairs: turned }) })
    }))

  test('the query encoded as a form, in lower-case escapes, and with all characters escaped', () =>
    check(async (one) => {
      const request = await signedFrom(one)
      const [base] = request.url.split('?')
      await accepts({ ...request, url: `${base}?${new URLSearchParams(one.pairs)}` })
      await accepts({
        ...request,
        url: `${base}?${queryOf(one.pairs).replace(/%../g, (hex) => hex.toLowerCase())}`,
      })
      await accepts({ ...request, url: `${base}?${one.pairs.map((pair) => pair.map(encodeAll).join('=')).join('&')}` })
    }))

  test('a "+" for each space, an empty value without its "=", and empty pieces between "&"', () =>
    check(async (one) => {
      const request = await signedFrom(one)
      const url = request.url
        .replaceAll('%20', '+')
        .replace(/(?<=[^?&])=(?=&|$)/g, '')
        .replaceAll('&', '&&')
      await accepts({ ...request, url: `${request.url.split('?')[0]}?${url.split('?')[1]}` })
    }))

  test('a slash at the end of the path', () =>
    check(async (one) => {
      const request = await signedFrom(one)
      await accepts({ ...request, url: request.url.replace(/(?<!\/)\?/, '/?') })
    }))

  test('white space around header values, and names in another case', () =>
    check(async (one, seed) => {
      const request = await signedFrom(one)
      const recase = seed % 2 ? (name: string) => name.toUpperCase() : (name: string) => name.toLowerCase()
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [recase(name), ` \t${value}  `]),
      )
      await accepts({ ...request, headers })
    }))

  test('headers that are not signed, changed or added', () =>
    check(async (one, seed) => {
      await accepts(withHeaders(await signedFrom(one), { 'User-Agent': `agent ${seed}`, Accept: '*/*' }))
    }))
})

describe('refused', () => {
  test('another method', () =>
    check(async (one) => {
      await refuses({ ...(await signedFrom(one)), method: 'PUT' }, 'signature-mismatch')
    }))

  test('another path', () =>
    check(async (one, seed) => {
      const at = seed % one.path.length
      const path = one.path.map((segment, index) => (index === at ? alter(segment, seed) : segment))
      const request = await signedFrom(one)
      await refuses({ ...request, url: urlOf({ ...one, path }) }, 'signature-mismatch')
      await refuses({ ...request, url: urlOf({ ...one, path: [...one.path, 'x'] }) }, 'signature-mismatch')
      await refuses({ ...request, url: request.url.replace(/\?/, '//?') }, 'signature-mismatch')
    }))

  test('another query name or value, one more pair or one less', () =>
    check(async (one, seed) => {
      const request = await signedFrom(one)
      const at = seed % one.pairs.length
      const change = (to: (pair: [string, string]) => [string, string][]) =>
        one.pairs.flatMap((pair, index) => (index === at ? to(pair) : [pair]))
      const changes = [
        change(([name, value]) => [[name, alter(value, seed)]]),
        change(([name, value]) => [[alter(name, seed), value]]),
        change((pair) => [pair, pair]),
        change(() => []),
      ]
      for (const changed of changes) {
        await refuses({ ...request, url: urlOf({ ...one, pairs: changed }) }, 'signature-mismatch')
      }
    }))

  test('another value of any signed header', () =>
    check(async (one, seed) => {
      const request = await signedFrom(one)
      for (const name of [...Object.keys(one.headers), 'Host']) {
        const value = alter((request.headers[name] ?? '').trim(), seed)
        await refuses(withHeaders(request, { [name]: value }), 'signature-mismatch')
      }
      await refuses(withHeaders(request, { 'X-Sdk-Date': '20250529T131502Z' }), 'signature-mismatch')
    }))

  test('another body', () =>
    check(async (one, seed) => {
      await refuses({ ...(await signedFrom(one)), body: alter(one.body, seed) }, 'signature-mismatch')
    }))

  test('another signature, access key or list of signed headers', () =>
    check(async (one, seed) => {
      const request = await signedFrom(one)
      const { Authorization = '' } = request.headers
      const [start, signature = ''] = Authorization.split('Signature=')
      const at = seed % 64
      const other = signature[at] === '0' ? '1' : '0'
      const changed = `${start}Signature=${signature.slice(0, at)}${other}${signature.slice(at + 1)}`
      await refuses(withHeaders(request, { Authorization: changed }), 'signature-mismatch')
      const shorter = Authorization.replace('host;', '')
      await refuses(withHeaders(request, { Authorization: shorter }), 'signature-mismatch')
      const stranger = Authorization.replace(PERMANENT.accessKey, TEMPORARY.accessKey)
      await refuses(withHeaders(request, { Authorization: stranger }), 'signature-mismatch')
    }))
})

test('two queries have one canonical form only if they are the same pairs', () =>
  fc.assert(
    fc.property(pairs, pairs, (one, other) => {
      const sorted = (query: [string, string][]) =>
        query
          .map((pair) => JSON.stringify(pair))
          .sort()
          .join()
      expect(canonicalQuery(queryOf(one)) === canonicalQuery(queryOf(other))).toBe(sorted(one) === sorted(other))
    }),
  ))

test('escapes that are not UTF-8 are not made equal', () => {
  expect(canonicalQuery('a=%ff')).toBe('a=%FF')
  expect(canonicalQuery('a=%FE')).not.toBe(canonicalQuery('a=%ff'))
  expect(canonicalQuery('a=%EF%BF%BD')).not.toBe(canonicalQuery('a=%ff'))
  expect(canonicalQuery('a=%&b=%4&c=%zz')).toBe('a=%25&b=%254&c=%25zz')
})
