import { pageMembers } from './document.gen.ts'
import type { TaskList } from './schema.gen.ts'
import { decodeError } from './transport/decode.ts'
import type { Answer } from './transport/send.ts'

/**
 * The page in the body of a 2xx. Its own members are checked, because nothing can be done without them; a list that is
 * `null` is an empty one. What is in a task stays as it came, unknown values and members included.
 *
 * @throws {@link DecodeError}
 */
export function readPage({ response, bytes, secrets, attempts }: Answer): TaskList {
  const text = new TextDecoder().decode(bytes)
  const fail = (rule: string) => Object.assign(decodeError(rule, text, response, secrets), { attempts })
  if (text.trim() === '') throw fail('the body is empty.')
  if (!isUtf8(bytes)) throw fail('the body is not UTF-8.')
  const page = parse(text)
  if (page === undefined) throw fail('the body is not JSON, or it breaks off.')
  if (typeof page !== 'object' || page === null || Array.isArray(page)) throw fail('the body is not a JSON object.')
  return checkMembers(page as Record<string, unknown>, fail)
}

function checkMembers(page: Record<string, unknown>, fail: (rule: string) => Error): TaskList {
  for (const [name, type] of Object.entries(pageMembers)) {
    if (!Object.hasOwn(page, name)) throw fail(`the body has no ${name}.`)
    if (type === 'array') page[name] ??= []
    const fits = type === 'array' ? Array.isArray(page[name]) : Number.isInteger(page[name])
    if (!fits) throw fail(`${name} is not an ${type}.`)
  }
  return page as TaskList
}

function isUtf8(bytes: ArrayBuffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

// The parser's own error is dropped: its message repeats a part of the body, which can echo the credentials.
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
