import { withoutSecrets } from './report/secrets.ts'
import { listOperation } from './rules/document.ts'
import { bodyOf, type Exchange, summary } from './run/exchange.ts'
import { type Manners, Sender, Unreachable } from './run/sender.ts'
import { secretsOf, type Target } from './targets/target.ts'
import { requestFor } from './valid-request.ts'

/** The server refuses what the command was given, or is another one: every check would say the same. */
export class Unusable extends Error {
  override readonly name = 'Unusable'
}

/**
 * Sends one valid request before the checks, to a server of which nothing is known.
 *
 * @throws Unreachable when there is no answer, Unusable when the token is refused or the answer is none of an API.
 */
export async function sendFirst(target: Target, manners: Manners): Promise<void> {
  const exchange = await new Sender(target.url, manners).send(requestFor(listOperation(), target))
  const problem = problemOf(exchange, target)
  if (problem === undefined) return
  const text = withoutSecrets(problem, secretsOf(target))
  throw exchange.response.status === 0 ? new Unreachable(text) : new Unusable(text)
}

function problemOf(exchange: Exchange, target: Target): string | undefined {
  const { status, headers } = exchange.response
  const { error_code, error_msg } = bodyOf(exchange) as { error_code?: string; error_msg?: string }
  if (status === 0) return `${target.url} does not answer a valid request: ${summary(exchange)}`
  if (status === 401 || status === 403) {
    const told = [status, error_code, error_msg].filter(Boolean).join(' ')
    return `The token of ${variableOf(target)} is refused for the project ${target.projectId}: ${told}`
  }
  if (status !== 404 && isObject(exchange)) return undefined
  const type = headers['content-type'] ?? 'without a content type'
  return `${target.url} answers a valid request with ${status} ${type}: is this the API?`
}

function variableOf(target: Target): string {
  return Object.entries(secretsOf(target)).find(([, secret]) => secret === target.token)?.[0] ?? ''
}

function isObject({ response: { body } }: Exchange): boolean {
  try {
    return typeof JSON.parse(body) === 'object'
  } catch {
    return false
  }
}
