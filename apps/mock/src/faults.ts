import { UsageError } from '@rds-tasklist/service/usage-error'

// From each status that a gateway fails with to the document's example of it.
const EXAMPLES = { 429: 'throttled', 500: 'server-failure', 503: 'store-unavailable' } as const
const FAULT_KINDS = [...Object.keys(EXAMPLES), 'reset', 'truncated'] as FaultKind[]

/** A status that the document knows; a connection that is reset; an answer that stops half way. */
export type FaultKind = `${keyof typeof EXAMPLES}` | 'reset' | 'truncated'

/** What goes wrong, and with how many per cent of the requests. */
export type Fault = { kind: FaultKind; percent: number }

/**
 * Reads `KIND` or `KIND:PERCENT`.
 *
 * @throws UsageError for anything else.
 */
export function readFault(text: string): Fault {
  const [kind = '', percent = '100', ...rest] = text.split(':')
  const isPercent = /^\d+(\.\d+)?$/.test(percent) && Number(percent) <= 100
  if (isPercent && rest.length === 0) return { kind: readFaultKind(kind), percent: Number(percent) }
  throw new UsageError(
    `"${text}" is no fault: write KIND or KIND:PERCENT, such as 503:10, with a number from 0 to 100.`,
  )
}

/** @throws UsageError with the list of those that exist. */
export function readFaultKind(text: string): FaultKind {
  const kind = FAULT_KINDS.find((one) => one === text)
  if (kind) return kind
  throw new UsageError(`"${text}" is no kind of fault: choose one of ${FAULT_KINDS.join(', ')}.`)
}

/**
 * Draws faults. The same random numbers give the same faults.
 *
 * @throws UsageError when they are more than all requests.
 */
export function faultPicker(faults: Fault[], random: () => number): () => FaultKind | undefined {
  const upTo = faults.map((_, index) => faults.slice(0, index + 1).reduce((sum, { percent }) => sum + percent, 0))
  const total = upTo.at(-1) ?? 0
  if (total > 100)
    throw new UsageError(`All faults together are ${total} per cent of the requests: choose 100 at most.`)
  return () => {
    const drawn = random() * 100
    return faults[upTo.findIndex((limit) => drawn < limit)]?.kind
  }
}

/** The example that a fault answers with; none when it spoils the answer or the connection. */
export function exampleOf(kind: FaultKind): { code: number; example: string } | undefined {
  const example = (EXAMPLES as Partial<Record<string, string>>)[kind]
  return example === undefined ? undefined : { code: Number(kind), example }
}
