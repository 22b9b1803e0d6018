import { errorExample } from '../rules/document.ts'
import { expectError, expectThat } from '../run/exchange.ts'
import { isLoopback } from '../targets/target.ts'
import type { Check } from './check.ts'

const ONLY_LOOPBACK: Check['skip'] = ({ url }) =>
  isLoopback(url) && url.startsWith('http:')
    ? undefined
    : 'broken HTTP is sent to this machine only: elsewhere it looks like an attack'

/** What no HTTP parser should take for a request. */
const MALFORMED: Record<string, (path: string) => string> = {
  'no HTTP at all': () => 'GARBAGE\r\n\r\n',
  'a header without a name': (path) => `GET ${path} HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n`,
  'a method that HTTP does not have': (path) => `FETCH ${path} HTTP/1.1\r\nHost: a\r\n\r\n`,
  'NUL in the path': () => 'GET /v3/\0/tasklist HTTP/1.1\r\nHost: a\r\n\r\n',
  'NUL in a header': (path) => `GET ${path} HTTP/1.1\r\nHost: a\r\nX-Auth-Token: a\0b\r\n\r\n`,
  'two lengths': (path) => `GET ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n`,
  'a header of 20 kB': (path) => `GET ${path} HTTP/1.1\r\nHost: a\r\nX-Big: ${'x'.repeat(20_000)}\r\n\r\n`,
}

/** Unusual, but HTTP: answered like any other request, with 404 as they stand. */
const UNUSUAL: Record<string, string> = {
  CONNECT: 'CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n',
  'HTTP/1.0': 'GET / HTTP/1.0\r\n\r\n',
  'no Host': 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n',
  'an unknown Expect': 'GET / HTTP/1.1\r\nHost: a\r\nExpect: something\r\nConnection: close\r\n\r\n',
  'an upgrade': 'GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n',
  'a target that is no path': 'OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
}

export const httpChecks: Check[] = [
  {
    name: 'malformed-http',
    sentence: 'What is no proper HTTP gets 400 and the error body of the document.',
    rule: { pointer: '/x-error-codes/APIGW.0201' },
    skip: ONLY_LOOPBACK,
    async run(context) {
      const { target } = context.request()
      for (const [name, bytes] of Object.entries(MALFORMED)) {
        const exchange = await context.sendBytes(bytes(target))
        const { status, code } = errorExample(context.operation, 'malformed-request')
        expectError(exchange, { status, code }, name)
      }
    },
  },
  {
    name: 'unusual-http',
    sentence: 'HTTP that is unusual gets the same error body as any other request.',
    rule: { behaviour: 'An unknown path or another method' },
    skip: ONLY_LOOPBACK,
    async run(context) {
      const { status, code } = errorExample(context.operation, 'unknown-path')
      for (const [name, bytes] of Object.entries(UNUSUAL)) {
        expectError(await context.sendBytes(bytes), { status, code }, name)
      }
    },
  },
  {
    name: 'long-query',
    sentence: 'A query of 16 kB gets an answer of the document, and the server lives on.',
    rule: { pointer: '/components/responses/InvalidRequest' },
    async run(context) {
      const exchange = await context.get({ query: `name=${'x'.repeat(14_000)}` })
      expectThat([200, 400].includes(exchange.response.status), exchange, () => `got ${exchange.response.status}`)
      await context.page('limit=1')
    },
  },
]
