import { type NamedExample, namedExamples } from './document.ts'

/** What a `Prefer` header asks for: a status, a named example, or both. */
export type Preference = { code?: number; example?: string }

type PreferenceResult = { ok: true; preference: Preference } | { ok: false; message: string }

const examples = namedExamples('en-us')

/**
 * Reads `Prefer: example=NAME` and `Prefer: code=NNN` (RFC 7240). Other preferences are ignored, as the RFC asks; a name or
 * status that the document does not have is refused, because a test that relies on it would otherwise pass for nothing.
 */
export function readPrefer(header: string | undefined): PreferenceResult {
  const wanted = preferences(header ?? '')
  const code = wanted.get('code')
  const name = wanted.get('example')
  const matching = examples.filter(
    (example) =>
      (code === undefined || String(example.status) === code) && (name === undefined || example.name === name),
  )
  const [first] = matching
  if (!first) return { ok: false, message: refusal(code, name) }
  return { ok: true, preference: code === undefined && name === undefined ? {} : preference(first, name) }
}

function preference(found: NamedExample, name: string | undefined): Preference {
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
  return `Prefer: ${asked} matches no example of the document. Statuses: ${statuses}. Examples: ${names}.`
}
