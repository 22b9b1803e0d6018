import { readFile } from 'node:fs/promises'
import { BoundedMap } from '../bounded-map.ts'
import type { TokenFinding, TokenSource } from './authenticator.ts'
import { digest } from './secret.ts'

export type IamOptions = {
  /** The address of IAM, such as `https://iam.cn-north-4.myhuaweicloud.com`. */
  url: string
  /** The token of the service itself, with which it may ask about others. */
  serviceToken: () => Promise<string>
  timeoutMs?: number
  now?: () => number
  /** Told why IAM gave no usable answer. Never holds a token. */
  onProblem?: (message: string) => void
}

const TIMEOUT_MS = 3000
// A token can be revoked before it expires, so an answer is not believed for long.
const VALID_FOR_MS = 5 * 60_000
const UNKNOWN_FOR_MS = 10_000
const MAX_CACHED = 10_000
const MAX_PENDING = 64

type Answer = { finding: TokenFinding; until: number }
type TokenBody = { token?: { expires_at?: string; project?: { id?: string }; user?: { id?: string } } }

/**
 * Asks IAM (Keystone v3) whether a token is valid and which project it belongs to. Answers are kept for five minutes at most,
 * unknown tokens for ten seconds; both caches are bounded, and one question is asked once at a time.
 */
export function createIamTokenSource(options: IamOptions): TokenSource {
  const { now = Date.now } = options
  const known = new BoundedMap<Answer>(MAX_CACHED)
  // Apart, so that a flood of wrong tokens cannot push out right ones.
  const unknown = new BoundedMap<Answer>(MAX_CACHED)
  const pending = new Map<string, Promise<TokenFinding>>()

  async function ask(token: string, key: string): Promise<TokenFinding> {
    const { finding, expiresAt } = await askIam(token, options)
    if (finding.kind === 'valid') known.set(key, { finding, until: Math.min(expiresAt, now() + VALID_FOR_MS) })
    if (finding.kind === 'unknown') unknown.set(key, { finding, until: now() + UNKNOWN_FOR_MS })
    return finding.kind === 'valid' && expiresAt <= now() ? { kind: 'expired' } : finding
  }

  return async (token) => {
    const key = digest(token).toString('hex')
    const cached = known.get(key) ?? unknown.get(key)
    if (cached && now() < cached.until) return cached.finding
    const asked = pending.get(key)
    if (asked) return asked
    if (pending.size >= MAX_PENDING) return { kind: 'unavailable' }
    const question = ask(token, key).finally(() => pending.delete(key))
    pending.set(key, question)
    return question
  }
}

type IamAnswer = { finding: TokenFinding; expiresAt: number }

const UNKNOWN: IamAnswer = { finding: { kind: 'unknown' }, expiresAt: 0 }

async function askIam(
  token: string,
  { url, serviceToken, timeoutMs = TIMEOUT_MS, onProblem = () => undefined }: IamOptions,
): Promise<IamAnswer> {
  // A token with a line break or a character beyond Latin-1 cannot be sent on, so IAM cannot have issued it.
  if (!/^[\x20-\x7e]+$/.test(token)) return UNKNOWN
  try {
    const response = await fetch(`${url.replace(/\/+$/, '')}/v3/auth/tokens`, {
      headers: { 'X-Auth-Token': await serviceToken(), 'X-Subject-Token': token, Accept: 'application/json' },
      // Tokens must not follow to another address.
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    if (response.status === 404) {
      await response.body?.cancel()
      return UNKNOWN
    }
    if (response.status !== 200) {
      await response.body?.cancel()
      throw new Error(`it answered ${response.status}${response.status === 401 ? ' to the token of the service' : ''}`)
    }
    return readAnswer(token, await readBody(response))
  } catch (error) {
    onProblem(`IAM gave no usable answer: ${reasonOf(error as Error)}`)
    return { finding: { kind: 'unavailable' }, expiresAt: 0 }
  }
}

async function readBody(response: Response): Promise<TokenBody> {
  const text = await response.text()
  try {
    return (JSON.parse(text) ?? {}) as TokenBody
  } catch {
    // The parser's own message shows some of the text.
    throw new Error('its answer is no JSON')
  }
}

function readAnswer(token: string, { token: found }: TokenBody): IamAnswer {
  const expiresAt = Date.parse(found?.expires_at ?? '')
  if (Number.isNaN(expiresAt)) throw new Error('its answer has no token.expires_at')
  // A token for a whole domain names no project, and lists none here.
  const project = found?.project?.id
  const key = found?.user?.id ? `user:${found.user.id}` : `token:${digest(token).toString('hex')}`
  return { finding: { kind: 'valid', caller: { key, projectIds: new Set(project ? [project] : []) } }, expiresAt }
}

/** What fetch failed of stands in the cause. */
function reasonOf(error: Error): string {
  const { code, message } = (error.cause ?? error) as { code?: unknown; message: string }
  return typeof code === 'string' ? code : message
}

/** A token from a file, read for each question: the service's own token is renewed every day. */
export function tokenFromFile(path: string): () => Promise<string> {
  return async () => {
    const token = (await readFile(path, 'utf8')).trim()
    if (!token) throw new Error(`${path} is empty`)
    return token
  }
}
