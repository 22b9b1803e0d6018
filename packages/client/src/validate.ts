import { UsageError } from './errors.ts'
import { assertKnownNames } from './known-names.ts'
import type { ResponseValidator } from './transport/validator.ts'
import { type Drift, type DriftKind, driftOf, isGrowth } from './validate/drift.ts'
import { validators } from './validate/validators.ts'

export type { Drift, DriftKind }

/** How answers are judged by the document. */
export type ValidationOptions = {
  /**
   * `'off'` judges nothing. `'warn'` reports every departure from the document. `'strict'` does as well, and refuses pages that
   * break a rule. Values and members that the document does not name are never a reason to refuse: a service may grow.
   */
  mode: 'off' | 'warn' | 'strict'
  /**
   * Told of every departure. Left out, the first of each kind and place is printed with `console.warn`, without any value of the
   * answer.
   */
  onDrift?: ((drift: Drift) => void) | undefined
}

const MODES = ['off', 'warn', 'strict']
const MOST_LINES = 100

/**
 * Judges bodies, of errors as well, by the schemas of the document: `createClient({ validate: validation({ mode: 'warn' }) })`. A page
 * that is refused becomes a `DecodeError`, whose message names the place and the rule; an error stays what it is.
 *
 * @throws {@link UsageError} for an unknown mode or option.
 */
export function validation(options: ValidationOptions): ResponseValidator {
  assertKnownNames('option', options, ['mode', 'onDrift'])
  const { mode, onDrift = printer() } = options
  if (!MODES.includes(mode)) throw new UsageError(`mode must be one of ${MODES.join(', ')}, not ${String(mode)}.`)
  return (body, status) => {
    const validator = mode === 'off' ? undefined : validators[status]
    if (validator === undefined || validator(body)) return undefined
    const drift = driftOf(body, validator.errors ?? [])
    for (const one of drift) onDrift(one)
    const broken = drift.find((one) => !isGrowth(one))
    return mode === 'strict' && broken ? refusal(broken) : undefined
  }
}

function refusal({ kind, path, rule, value }: Drift): string {
  const instead = kind === 'wrong-type' ? `, not ${value}` : ''
  return `${place(path)} ${rule}${instead}. Tell the service's owner, or accept it with validation({ mode: 'warn' }).`
}

/** Prints the first drift of each kind and place; the same member of another task is the same place. */
function printer(): (drift: Drift) => void {
  const printed = new Set<string>()
  return ({ kind, path, rule }) => {
    const line = `${kind}: ${place(path.replace(/\/\d+/g, '/*'))} ${rule}.`
    // The names of unknown members come from the service, which could invent ever new ones.
    if (printed.has(line) || printed.size === MOST_LINES) return
    printed.add(line)
    console.warn(`@rds-tasklist/client: the answer departs from the document. ${line}`)
  }
}

function place(path: string): string {
  return path === '' ? 'the body' : path
}
