import fc from 'fast-check'
import { Violation } from './exchange.ts'

export type PropertySettings = {
  seed: number
  /** How many random cases. */
  runs: number
  /** The only property to try, and fast-check's path to the case that a run found. */
  replay?: { property: string; path: string } | undefined
  /** Cases that once showed a fault, by property: tried first. */
  regressions?: Record<string, unknown[]> | undefined
}

/** A violation that a case showed; `property` and `value` are what is kept of it. */
export class Counterexample extends Violation {
  readonly property: string
  readonly value: unknown
  /** `PROPERTY:SEED:PATH`, for `--replay`; undefined for a case that was kept. */
  readonly replay: string | undefined

  constructor({ exchange, message }: Violation, found: { property: string; value: unknown; replay?: string }) {
    super(exchange, message)
    this.property = found.property
    this.value = found.value
    this.replay = found.replay
  }
}

/** A case is not what it was made to be, such as a kept one after the document has changed. */
export class Unfit extends Error {
  override readonly name = 'Unfit'
}

/** @throws Counterexample with the smallest case that breaks the property. */
export async function tryProperty<T>(
  property: string,
  { seed, runs, replay, regressions = {} }: PropertySettings,
  arbitrary: fc.Arbitrary<T>,
  holds: (value: T) => Promise<void>,
): Promise<void> {
  if (replay && replay.property !== property) return
  if (!replay) await tryKept(property, (regressions[property] ?? []) as T[], holds)
  const again = replay && { path: replay.path, endOnFailure: true }
  const found = await fc.check(fc.asyncProperty(arbitrary, shrinkable(holds)), { seed, numRuns: runs, ...again })
  if (!found.failed) return
  const error = found.errorInstance
  if (!(error instanceof Violation)) throw error
  const path = `${property}:${found.seed}:${found.counterexamplePath}`
  throw new Counterexample(error, { property, value: found.counterexample?.[0], replay: path })
}

/** What ends the requests while a violation shrinks, such as a spent budget, ends the shrinking: the violation stays. */
function shrinkable<T>(holds: (value: T) => Promise<void>): (value: T) => Promise<void> {
  let isBroken = false
  return (value) =>
    holds(value).catch((error: unknown) => {
      if (isBroken && !(error instanceof Violation)) return
      isBroken = true
      throw error
    })
}

async function tryKept<T>(property: string, values: T[], holds: (value: T) => Promise<void>): Promise<void> {
  for (const value of values) {
    await holds(value).catch((error: unknown) => {
      if (error instanceof Unfit) return
      throw error instanceof Violation ? new Counterexample(error, { property, value }) : error
    })
  }
}
