import fc from 'fast-check'
import { anyText } from '../arbitraries/encoding.ts'
import { type Negative, negatives } from '../arbitraries/negative.ts'
import { validQuery } from '../arbitraries/valid.ts'
import { judgeQuery } from '../judge/query.ts'
import { errorExample, INVALID_CODE, inChinese, parameterOf, ruleMessage } from '../rules/document.ts'
import type { Context } from '../run/context.ts'
import { expectError, expectStatus, expectThat, Violation } from '../run/exchange.ts'
import { Unfit } from '../run/property.ts'
import { isLoopback } from '../targets/target.ts'
import type { Asked } from '../valid-request.ts'
import type { Check } from './check.ts'
import { PATH, parameterPointer } from './pointers.ts'
import { expectRefusal } from './refusal.ts'

const READING = ['OPTIONS', 'TRACE', 'PROPFIND']
const WRITING = ['POST', 'PUT', 'PATCH', 'DELETE']

export const requestChecks: Check[] = [
  {
    name: 'negative-data-rejected',
    sentence: 'A query that breaks one rule gets 400, the code of that case and the message of that very rule.',
    rule: { behaviour: 'A value that breaks a rule of its parameter' },
    run: rejectNegatives,
  },
  {
    name: 'positive-data-accepted',
    sentence: 'Every query that keeps all rules gets 200, however it is written.',
    rule: { pointer: `${PATH}/get/parameters` },
    async run(context) {
      await context.property(validQuery(context.operation, await context.examples()), async (query) => {
        assertValid(context, query)
        expectStatus(await context.get({ query }), 200, `the valid query "${query}"`)
      })
    },
  },
  {
    name: 'project-id-form',
    sentence: 'A project ID that does not match its pattern gets 400 and the message of the pattern.',
    rule: { pointer: parameterPointer('project_id') },
    async run(context) {
      const { schema } = parameterOf(context.operation, 'project_id')
      const pattern = new RegExp(schema.pattern ?? '', 'u')
      const own = context.target.projectId
      const message = ruleMessage(context.operation, 'project_id', 'pattern')
      const refuse = async (project: string) => {
        context.count('project_id pattern')
        expectError(
          await context.get({ project }),
          { status: 400, code: INVALID_CODE, message },
          `the project ID ${project}`,
        )
      }
      const near = [own.toUpperCase(), own.slice(1), `${own}0`, '%20', `${own}%0a`, `%3${own[0]}${own.slice(1)}`]
      for (const project of near.filter((segment) => !pattern.test(segment))) await refuse(project)
      const any = anyText
        .map(encodeURIComponent)
        .filter((text) => !['', '.', '..'].includes(text) && !pattern.test(text))
      await context.property(any, refuse)
    },
  },
  {
    name: 'message-language',
    sentence: 'X-Language: zh-cn gives Chinese messages; any other value gives English ones.',
    rule: { behaviour: 'The language of `error_msg`' },
    async run(context) {
      const query = 'limit=0'
      const english = ruleMessage(context.operation, 'limit', 'minimum')
      const chinese = ruleMessage(inChinese(context.operation), 'limit', 'minimum')
      const expected = { 'zh-cn': chinese, 'en-us': english, 'fr-fr': english, 'ZH-cn': english }
      for (const [language, message] of [...Object.entries(expected), ['__proto__', english]] as const) {
        const exchange = await context.get({ query, headers: { 'x-language': language } })
        expectError(exchange, { status: 400, code: INVALID_CODE, message }, `X-Language: ${language}`)
      }
      const inZh = { 'x-language': 'zh-cn' }
      const without = { ...context.request(), headers: inZh }
      const told = (example: string) => errorExample(inChinese(context.operation), example)
      expectError(await context.send(without), told('credentials-missing'), 'no credentials, in Chinese')
      const unknown = { ...without, target: '/v3/unknown' }
      expectError(await context.send(unknown), told('unknown-path'), 'an unknown path, in Chinese')
    },
  },
  {
    name: 'unknown-path',
    sentence: 'A path that the document does not have gets 404, with or without credentials.',
    rule: { behaviour: 'An unknown path or another method' },
    async run(context) {
      const { target } = context.request()
      const wrong = [
        `${target}/`,
        `${target}x`,
        target.slice(0, -1),
        target.toUpperCase(),
        `/${target}`,
        '/',
        '/v3',
        `${target}/..`,
      ]
      for (const path of wrong) {
        for (const headers of [{}, { 'x-auth-token': context.target.token }]) {
          await expectUnknown(context, { method: 'GET', target: path, headers })
        }
      }
    },
  },
  {
    name: 'unsupported-method',
    sentence: 'A method that the path does not have gets 404, as the vendor documents, and never 405.',
    rule: { behaviour: 'An unknown path or another method' },
    async run(context) {
      // Elsewhere a method that writes might be understood.
      for (const method of isLoopback(context.target.url) ? [...READING, ...WRITING] : READING) {
        await expectUnknown(context, context.request({ method }))
      }
    },
  },
  {
    name: 'head-like-get',
    sentence: 'HEAD gets the status and the headers of GET, without the body.',
    rule: { behaviour: '`HEAD`' },
    async run(context) {
      for (const asked of [
        {},
        { query: 'limit=1' },
        { query: 'limit=0' },
        { project: 'x' },
        { headers: { 'x-auth-token': '' } },
      ]) {
        await context.whileUnchanged(() => expectAlikeHead(context, asked))
      }
    },
  },
]

async function expectAlikeHead(context: Context, asked: Asked): Promise<void> {
  const [get, head] = [await context.get(asked), await context.get({ ...asked, method: 'HEAD' })]
  expectStatus(head, get.response.status, 'HEAD')
  expectThat(head.response.body === '', head, () => 'HEAD has a body')
  for (const name of ['content-type', 'content-length']) {
    const [one, other] = [get, head].map(({ response }) => response.headers[name])
    expectThat(one === other, head, () => `HEAD has ${name} ${other}, GET has ${one}`)
  }
}

async function rejectNegatives(context: Context): Promise<void> {
  // All rules have their turn, whichever of them are broken: the first violation is told in the end.
  let first: unknown
  for (const negative of negatives(context.operation)) {
    await rejectNegative(context, negative).catch((error: unknown) => {
      // With a violation at hand, what ends the requests is no news.
      if (first === undefined && !(error instanceof Violation)) throw error
      first ??= error
    })
  }
  if (first) throw first
}

async function rejectNegative(context: Context, { parameter, rule, query }: Negative): Promise<void> {
  const beside = fc.constantFrom('', `&${parameter === 'limit' ? 'offset=0' : 'limit=5'}`, '&unknown=1')
  const isRefused = async ([broken, rest]: [string, string]) => {
    const whole = broken + rest
    const verdict = judgeQuery(context.operation, whole)
    if (!verdict.broken.some((one) => one.parameter === parameter && one.rule === rule)) {
      throw new Unfit(`"${whole}" was made to break ${rule} of ${parameter}, but the judge finds that it does not`)
    }
    const exchange = await context.get({ query: whole })
    context.count(`${parameter} ${rule}`)
    expectRefusal(exchange, context, verdict, `"${whole}" breaks ${rule} of ${parameter}`)
  }
  await context.property(fc.tuple(query, beside), isRefused, `${parameter}.${rule}`)
}

function assertValid({ operation }: Context, query: string): void {
  const { broken } = judgeQuery(operation, query)
  if (broken.length > 0)
    throw new Unfit(`"${query}" was made to be valid, but the judge finds ${JSON.stringify(broken)}`)
}

async function expectUnknown(context: Context, request: Parameters<Context['send']>[0]): Promise<void> {
  const { status, code } = errorExample(context.operation, 'unknown-path')
  expectError(await context.send(request), { status, code }, `${request.method} ${request.target}`)
}
