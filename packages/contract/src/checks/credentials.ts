import { errorExample } from '../rules/document.ts'
import { type Exchange, expectError, expectStatus } from '../run/exchange.ts'
import type { Check } from './check.ts'
import { keyOf, signed } from './signed.ts'

const HOUR_MS = 3_600_000
const noAccessKey: Check['skip'] = ({ accessKey }) => (accessKey ? undefined : 'no access key of the project is given')

export const credentialChecks: Check[] = [
  {
    name: 'missing-credentials',
    sentence: 'A request without credentials, or with empty ones, gets 401.',
    rule: { behaviour: 'Missing or wrong credentials' },
    async run(context) {
      for (const headers of [{}, { 'x-auth-token': '' }, { authorization: '' }, { 'x-auth-tokens': 'x' }]) {
        const { method, target } = context.request()
        const exchange = await context.send({ method, target, headers: headers as Record<string, string> })
        expectError(exchange, errorExample(context.operation, 'credentials-missing'), 'a request without credentials')
      }
    },
  },
  {
    name: 'wrong-token',
    sentence: 'A token that nobody issued gets 401, also if it differs from a valid one by its case or end alone.',
    rule: { behaviour: 'Missing or wrong credentials' },
    async run(context) {
      const { token } = context.target
      const other = token === token.toUpperCase() ? token.toLowerCase() : token.toUpperCase()
      for (const wrong of ['contract-suite-no-such-token', `${token}x`, token.slice(0, -1), other]) {
        if (wrong === token || wrong === '') continue
        const exchange = await context.get({ headers: { 'x-auth-token': wrong } })
        expectError(exchange, errorExample(context.operation, 'token-invalid'), 'a wrong token')
      }
    },
  },
  {
    name: 'expired-token',
    sentence: 'A token that has expired gets 401 and is told to be renewed.',
    rule: { behaviour: 'Missing or wrong credentials' },
    skip: ({ expiredToken }) => (expiredToken === undefined ? 'no expired token is given' : undefined),
    async run(context) {
      const exchange = await context.get({ headers: { 'x-auth-token': context.target.expiredToken ?? '' } })
      expectError(exchange, errorExample(context.operation, 'token-expired'), 'an expired token')
    },
  },
  {
    name: 'signature-accepted',
    sentence: 'A request that is signed with a valid access key gets 200.',
    rule: { pointer: '/components/securitySchemes/AccessKey' },
    skip: noAccessKey,
    async run(context) {
      for (const query of ['', 'limit=3', 'name=a%20b%2Bc&limit=3']) {
        expectStatus(await signed(context, { query }), 200, 'a signed request')
      }
    },
  },
  {
    name: 'wrong-signature',
    sentence: 'A signature of another secret, another request or an unknown key gets 401.',
    rule: { behaviour: 'Missing or wrong credentials' },
    skip: noAccessKey,
    async run(context) {
      const key = keyOf(context)
      const refused = errorExample(context.operation, 'signature-mismatch')
      const refuse = async (exchange: Promise<Exchange>, why: string) => {
        expectError(await exchange, refused, why)
        // A success in between, so that no key is locked for the checks that follow.
        expectStatus(await signed(context, {}), 200, 'a signed request after a wrong one')
      }
      await refuse(
        signed(context, {}, { key: { ...key, secretKey: `${key.secretKey}x` } }),
        'a signature of another secret',
      )
      await refuse(
        signed(context, {}, { key: { ...key, accessKey: 'CONTRACTSUITE' } }),
        'a signature of an unknown key',
      )
      await refuse(
        signed(context, { query: 'limit=3' }, { sent: { query: 'limit=4' } }),
        'a signature of another query',
      )
      expectStatus(await signed(context, {}, { sent: { method: 'HEAD' } }), 401, 'a signature of another method')
    },
  },
  {
    name: 'stale-signature',
    sentence: 'A signature that is more than 15 minutes old, or from as far in the future, gets 401.',
    rule: { pointer: '/info/description' },
    skip: noAccessKey,
    async run(context) {
      for (const by of [-HOUR_MS, HOUR_MS]) {
        const exchange = await signed(context, {}, { date: Date.now() + by })
        expectError(exchange, errorExample(context.operation, 'signature-mismatch'), 'a signature of another time')
      }
    },
  },
  {
    name: 'order-of-checks',
    sentence: 'A request with several faults is told of them in the document’s order.',
    rule: { behaviour: 'Order of checks' },
    async run(context) {
      const none = { 'x-auth-token': '' }
      const { operation, target } = context
      const unknown = { method: 'GET', target: '/v3/unknown?limit=0', headers: none }
      expectStatus(await context.send(unknown), 404, 'an unknown path without credentials')
      expectStatus(
        await context.get({ headers: none, project: 'x', query: 'limit=0' }),
        401,
        'no credentials, a malformed project ID',
      )
      expectStatus(
        await context.get({ project: 'x', query: 'limit=0' }),
        400,
        'a malformed project ID and a wrong query',
      )
      const foreign = target.foreign?.projectId
      if (foreign === undefined) return
      const exchange = await context.get({ project: foreign, query: 'limit=0' })
      expectError(exchange, errorExample(operation, 'foreign-project'), 'a foreign project and a wrong query')
    },
  },
]
