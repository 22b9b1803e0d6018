import { pageMembers } from './document.gen.ts'
import type { TaskList } from './schema.gen.ts'
import { MOST_BYTES } from './transport/read-body.ts'

/** The rule that keeps the body of a 2xx from being read at all; `json` is `undefined` for what is not JSON. */
export function unreadable(bytes: Uint8Array, text: string, json: unknown): string | undefined {
  if (bytes.length > MOST_BYTES) return `the body is longer than ${MOST_BYTES} bytes.`
  if (text.trim() === '') return 'the body is empty.'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return 'the body is not UTF-8.'
  }
  return json === undefined ? 'the body is not JSON, or it breaks off.' : undefined
}

/**
 * The rule that keeps JSON from being a page. Its own members are checked, because nothing can be done without them; a list that
 * is `null` becomes an empty one. What else is in a task than its `id` stays as it came, unknown values and members included.
 */
export function noPage(json: unknown): string | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return 'the body is not a JSON object.'
  const page = json as Record<string, unknown>
  for (const [name, type] of Object.entries(pageMembers)) {
    if (!(name in page)) return `the body has no ${name}.`
    if (type === 'array') page[name] ??= []
    const fits = type === 'array' ? Array.isArray(page[name]) : Number.isInteger(page[name])
    if (!fits) return `${name} is not an ${type}.`
  }
  const hasId = (task: unknown) => typeof (task as { id?: unknown } | null)?.id === 'string'
  return (page as TaskList).tasks.every(hasId) ? undefined : 'a task has no id.'
}
