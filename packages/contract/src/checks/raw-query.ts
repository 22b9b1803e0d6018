import fc from 'fast-check'
import { validQuery } from '../arbitraries/valid.ts'
import { judgeQuery } from '../judge/query.ts'
import { listOf } from '../model/list.ts'
import { INVALID_CODE, ruleMessage } from '../rules/document.ts'
import type { Context } from '../run/context.ts'
import { bodyOf, expectError, expectStatus, expectThat } from '../run/exchange.ts'
import type { Check } from './check.ts'
import { PATH } from './pointers.ts'
import { expectRefusal } from './refusal.ts'

const UNKNOWN = [
  'LIMIT=0',
  'Limit=0',
  'limit%20=0',
  'limit[]=0',
  'unknown=1',
  '__proto__=1',
  'constructor=1',
  'toString=x',
  '__proto__[limit]=0',
  '%zz=1',
  '%ff=1',
  'limit',
  '=',
  '=0',
  '&&',
  'li%256Dit=0',
]

export const rawQueryChecks: Check[] = [
  {
    name: 'unknown-names-ignored',
    sentence: 'Names that the document does not have, or has in another case, change nothing.',
    rule: { behaviour: 'An unknown parameter' },
    async run(context) {
      for (const piece of UNKNOWN) {
        context.count('x-query-constraints unknownName')
        await expectSame(context, 'limit=3', `limit=3&${piece}`)
        await expectSame(context, 'limit=3', `${piece}&limit=3`)
      }
    },
  },
  {
    name: 'empty-is-absent',
    sentence: 'A parameter with an empty value is as good as left out, also beside another value.',
    rule: { behaviour: 'A parameter with an empty value' },
    async run(context) {
      for (const { name } of context.operation.parameters.filter((one) => one.in === 'query')) {
        context.count('x-query-constraints emptyValue')
        await expectSame(context, 'limit=3', `${name}=&limit=3&${name}=`)
      }
    },
  },
  {
    name: 'encoded-names',
    sentence: 'However a name or value is percent-encoded, it is the same one, also when a name is repeated.',
    rule: { behaviour: 'The same parameter twice' },
    async run(context) {
      await expectSame(context, 'limit=3', '%6c%69%6D%69%74=3')
      await expectSame(context, 'name=a%2Bb%20%26c%3Dd', 'name=a%2bb+%26c%3dd')
      const message = ruleMessage(context.operation, 'limit', 'repeatedName')
      const exchange = await context.get({ query: 'limit=3&%6cimit=3' })
      expectError(exchange, { status: 400, code: INVALID_CODE, message }, 'a repeated name, once encoded')
    },
  },
  {
    name: 'mutated-queries',
    sentence: 'Whatever is done to a raw query, its answer is what an independent reading of the text says.',
    rule: { pointer: `${PATH}/get/x-query-constraints` },
    async run(context) {
      const tasks = await context.tasks()
      for (const [part, piece] of Object.entries(pieces(context))) {
        const isJudgedAlike = (query: string) => context.whileUnchanged(() => expectAlike(context, query))
        await context.property(mutated(validQuery(context.operation, tasks), piece), isJudgedAlike, part)
      }
    },
  },
]

/** A mutated query is refused, or gets as many tasks as the model finds. */
async function expectAlike(context: Context, query: string): Promise<void> {
  const exchange = await context.get({ query })
  const verdict = judgeQuery(context.operation, query)
  if (verdict.broken.length > 0) return expectRefusal(exchange, context, verdict, `"${query}" breaks a rule`)
  expectStatus(exchange, 200, `the valid query "${query}"`)
  const total = listOf(context.operation, await context.tasks(), verdict.values).total_count
  const { total_count } = bodyOf(exchange) as { total_count?: number }
  expectThat(total_count === total, exchange, () => `expected total_count ${total}, got ${total_count}`)
}

/** What is put into a query: a piece of its own once more, a foreign name, a name of the document. */
function pieces({ operation }: Context): Record<string, fc.Arbitrary<string | undefined>> {
  const names = operation.parameters.filter((one) => one.in === 'query').map(({ name }) => name)
  const values = ['', '0', '1', '%00', '+', '%', 'Failed', '0'.repeat(13)]
  const own = fc.tuple(fc.constantFrom(...names), fc.constantFrom(...values)).map(([name, value]) => `${name}=${value}`)
  return { 'own-twice': fc.constant(undefined), 'unknown-name': fc.constantFrom(...UNKNOWN), 'known-name': own }
}

function mutated(query: fc.Arbitrary<string>, piece: fc.Arbitrary<string | undefined>): fc.Arbitrary<string> {
  return fc.tuple(query, piece, fc.nat(4)).map(([text, extra, at]) => {
    const all = text.split('&')
    const where = at % all.length
    return all.toSpliced(where, 0, extra ?? all[where] ?? '').join('&')
  })
}

function expectSame(context: Context, plain: string, other: string): Promise<void> {
  return context.whileUnchanged(async () => {
    const [one, two] = [await context.get({ query: plain }), await context.get({ query: other })]
    expectStatus(two, one.response.status, `"${other}" means "${plain}"`)
    expectThat(one.response.body === two.response.body, two, () => `"${other}" means "${plain}" and got another page`)
  })
}
