import type { Language } from '@rds-tasklist/query'
import { createLogger } from '@stoplight/prism-core'
import { createInstance, getHttpOperationsFromSpec, type IHttpConfig } from '@stoplight/prism-http'
import { documents } from './document.ts'
import type { Preference } from './prefer.ts'

export type PrismAnswer = { status: number; headers: Record<string, string>; body: object; violations: string[] }

/** Gives the document's answer in a language, with what that answer breaks of its own schema. */
export type Prism = (path: string, language: Language, preference: Preference) => Promise<PrismAnswer>

// Requests are judged before they come here: Prism takes 0x10 for a number and LIMIT for limit.
const CONFIG: IHttpConfig = {
  isProxy: false,
  checkSecurity: false,
  validateRequest: false,
  validateResponse: true,
  errors: false,
  upstreamProxy: undefined,
  mock: { dynamic: false },
}

export async function loadPrism(source: Record<Language, object> = documents): Promise<Prism> {
  const prism = createInstance(CONFIG, { logger: createLogger('mock', { level: 'silent' }) })
  const operations = {
    // Prism dereferences in place, and the document is shared.
    'en-us': await getHttpOperationsFromSpec(structuredClone(source['en-us'])),
    'zh-cn': await getHttpOperationsFromSpec(structuredClone(source['zh-cn'])),
  }
  return async (path, language, { code, example }) => {
    const mock = { dynamic: false, ...(code && { code }), ...(example && { exampleKey: example }) }
    const request = { method: 'get' as const, url: { path } }
    const result = await prism.request(request, operations[language], { ...CONFIG, mock })()
    if (result._tag === 'Left') throw result.left
    const { output, validations } = result.right
    return {
      status: output.statusCode,
      headers: lowerCase(output.headers ?? {}),
      body: output.body as object,
      violations: validations.output.map(({ path: at, message }) => `${(at ?? []).join('.')}: ${message}`),
    }
  }
}

function lowerCase(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}
