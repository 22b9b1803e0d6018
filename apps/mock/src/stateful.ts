import type { Answer, Source } from './answer.ts'
import type { Prism } from './prism.ts'
import type { MockRequest } from './request.ts'
import type { MockOptions } from './start-mock.ts'

/**
 * Answers with what a service says, once Prism has found nothing wrong with it. A preferred example takes the place of the page
 * that a valid request would get.
 */
export function checkedSource(ask: Source, prism: Prism, examples: Source): Source {
  return async (request) => {
    const answer = await ask(request)
    await prism.check(request.path, answer)
    return answer.status === 200 && asksForExample(request) ? examples(request) : answer
  }
}

function asksForExample({ prefer }: MockRequest): boolean {
  return !prefer.ok || prefer.preference.code !== undefined
}

/** The service over made-up tasks in memory. Anybody may see its projects: the mock has no users. */
export async function openDemoService({
  seed,
  now,
}: Pick<MockOptions, 'seed' | 'now'>): Promise<{ ask: Source; close(): Promise<void> }> {
  // Loaded only when it is asked for, so that the mock without it starts as fast as before.
  const { createDemoApp, DEMO_PROJECTS } = await import('@rds-tasklist/service')
  const caller = { key: 'mock', projectIds: new Set<string>(DEMO_PROJECTS) }
  const app = await createDemoApp({
    authenticator: async () => ({ ok: true, caller }),
    limits: NO_LIMITS,
    ...(seed !== undefined && { seed }),
    ...(now && { now }),
  })
  return {
    async ask({ path, rawQuery, language }: MockRequest): Promise<Answer> {
      // The URL parser behind inject would cut the query at a #, which is a character like any other here.
      const url = `${path}?${rawQuery.replaceAll('#', '%23')}`
      const { statusCode, headers, body } = await app.inject({ url, headers: { 'x-language': language } })
      return { status: statusCode, headers: ownHeaders(headers), body }
    },
    close: () => app.close(),
  }
}

// Everybody is one caller here, and whoever wants to be throttled asks for it.
const NO_LIMITS = { ratePerSecond: Number.MAX_SAFE_INTEGER, maxConcurrent: Number.MAX_SAFE_INTEGER }
const OF_THE_CONNECTION = ['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding']

function ownHeaders(headers: Record<string, unknown>): Record<string, string> {
  const own = Object.entries(headers).filter(([name]) => !OF_THE_CONNECTION.includes(name))
  return Object.fromEntries(own.map(([name, value]) => [name, String(value)]))
}
