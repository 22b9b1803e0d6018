import { UsageError } from '@rds-tasklist/service/usage-error'
import { type Delay, readDelay } from './delay.ts'
import { namedExamples } from './document.ts'
import { type FaultKind, readFaultKind } from './faults.ts'

/** What a `Prefer` header asks for. A status, a named example, or both; a fault; a delay. */
export type Preference = { code?: number; example?: string; fault?: FaultKind; delay?: Delay }

export type PreferenceResult = { ok: true; preference: Preference } | { ok: false; message: string }

const examples = namedExamples('en-us')

/**
 * Reads `Prefer: example=NAME`, `code=NNN`, `fault=KIND` and `delay=MS` (RFC 7240). Other preferences are ignored, as the RFC
 * asks; one of these with a value that means nothing is refused, because a test that relies on it would otherwise pass for nothing.
 */
export function readPrefer(header: string): PreferenceResult {
  const wanted = preferences(header)
  const [fault, delay] = [wanted.get('fault'), wanted.get('delay')]
  try {
    const preference: Preference = {
      ...readExample(wanted.get('code'), wanted.get('example')),
      ...(fault !== undefined && { fault: readFaultKind(fault) }),
      ...(delay !== undefined && { delay: readDelay(delay) }),
    }
    return { ok: true, preference }
  } catch (error) {
    return { ok: false, message: `Prefer: ${(error as Error).message}` }
  }
}

/** The example that is asked for, by its status alone the first; nothing when none is. */
function readExample(code: string | undefined, name: string | undefined): Preference {
  if (code === undefined && name === undefined) return {}
  const found = examples.find(
    (example) =>
      (code === undefined || String(example.status) === code) && (name === undefined || example.name === name),
  )
  if (!found) throw new UsageError(refusal(code, name))
  return { code: found.status, ...(name !== undefined && { example: name }) }
}

function preferences(header: string): Map<string, string> {
  const pairs = header.split(/[,;]/).map((part) => part.split('='))
  return new Map(
    pairs.map(([name = '', value = '']) => [name.trim().toLowerCase(), value.trim().replace(/^"|"$/g, '')]),
  )
}

function refusal(code: string | undefined, name: string | undefined): string {
  const statuses = [...new Set(examples.map((example) => example.status))].join(', ')
  const names = examples.map((example) => `${example.name} (${example.status})`).join(', ')
  const asked = [code !== undefined && `code=${code}`, name !== undefined && `example=${name}`]
    .filter(Boolean)
    .join(', ')
  return `${asked} matches no example of the document. Statuses: ${statuses}. Examples: ${names}.`
}
