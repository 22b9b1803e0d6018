import type { Language } from '@rds-tasklist/query'
import { documents } from '@rds-tasklist/service/http'
import { createLogger } from '@stoplight/prism-core'
import {
  createInstance,
  getHttpOperationsFromSpec,
  type IHttpResponse,
  type PrismHttpInstance,
} from '@stoplight/prism-http'
import type { Answer } from './answer.ts'
import type { Preference } from './prefer.ts'

type Example = { status: number; headers: Record<string, string>; body: object }

/** What the mock has Prism do. Both reject when an answer breaks the document: one that lies is worse than one that fails. */
export type Prism = {
  /** The document's example of an answer, in a language. */
  example(path: string, language: Language, preference: Preference): Promise<Example>
  /** Judges the status, headers and body of somebody else's answer to GET. */
  check(path: string, answer: Answer): Promise<void>
}

// Requests are judged before they come here: Prism takes 0x10 for a number and LIMIT for limit.
const CONFIG = {
  checkSecurity: false,
  validateRequest: false,
  validateResponse: true,
  errors: false,
  upstreamProxy: undefined,
  mock: { dynamic: false },
}
// Prism asks for the address of a proxy's upstream. Ours is a function, and nothing is sent there.
const UPSTREAM = new URL('http://upstream.invalid')
const logger = createLogger('mock', { level: 'silent' })

export async function loadPrism(source: Record<Language, object> = documents): Promise<Prism> {
  const operations = {
    // Prism dereferences in place, and the document is shared.
    'en-us': await getHttpOperationsFromSpec(structuredClone(source['en-us'])),
    'zh-cn': await getHttpOperationsFromSpec(structuredClone(source['zh-cn'])),
  }
  return {
    async example(path, language, { code, example }) {
      const mock = { dynamic: false, ...(code && { code }), ...(example && { exampleKey: example }) }
      const prism = createInstance({ ...CONFIG, isProxy: false, mock }, { logger })
      const { statusCode, headers = {}, body } = await flawless(prism.request(get(path), operations[language]))
      return { status: statusCode, headers: lowerCase(headers), body: body as object }
    },
    async check(path, { status, headers, body }) {
      const right = { statusCode: status, headers, body: readJson(body) }
      const forward = () => () => async () => ({ _tag: 'Right' as const, right })
      const prism = createInstance({ ...CONFIG, isProxy: true, upstream: UPSTREAM }, { logger, forward })
      // The documents differ in texts only.
      await flawless(prism.request(get(path), operations['en-us']))
    },
  }
}

function get(path: string) {
  return { method: 'get' as const, url: { path } }
}

/** The answer that Prism gives, unless Prism itself finds something wrong with it. */
async function flawless(asked: ReturnType<PrismHttpInstance['request']>): Promise<IHttpResponse> {
  const result = await asked()
  if (result._tag === 'Left') throw result.left
  const { output, validations } = result.right
  // Prism calls a status that the document does not have a warning unless it is 2xx. Here everything it finds counts.
  const violations = validations.output.map(({ path = [], message }) => `${path.join('.')}: ${message}`)
  if (violations.length === 0) return output
  throw new Error(`the answer ${output.statusCode} breaks the document: ${violations.join('; ')}`)
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw new Error('the answer breaks the document: its body is no JSON')
  }
}

function lowerCase(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}
