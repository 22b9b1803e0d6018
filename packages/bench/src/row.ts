import { median } from './statistics.ts'

export type Goal = { atLeast: number } | { atMost: number }

/** What stands beside what. */
export type Comparison = {
  /** What was measured. */
  name: string
  /** What it is compared with. */
  peer: string
  /** Of a single value, such as `answers/s`. */
  unit: string
  goal?: Goal
}

export type Measured = Comparison & {
  /** The medians of the rounds. */
  ours: number
  theirs: number
  /** Ours divided by theirs. */
  ratio: number
  met?: boolean
  /** One value for each round. */
  rounds: { ours: number[]; theirs: number[] }
}

export type NotMeasured = { name: string; notMeasured: string }

/** A line of the table. */
export type Row = Measured | NotMeasured

/** The row of a comparison from the values of its rounds. */
export function compare(comparison: Comparison, rounds: Measured['rounds']): Measured {
  const [ours, theirs] = [median(rounds.ours), median(rounds.theirs)]
  const ratio = ours / theirs
  const { goal } = comparison
  return { ...comparison, ours, theirs, ratio, ...(goal && { met: isMet(ratio, goal) }), rounds }
}

function isMet(ratio: number, goal: Goal): boolean {
  return 'atLeast' in goal ? ratio >= goal.atLeast : ratio <= goal.atMost
}

/** The rows, or in their place one that says why there are none: one failure must not cost the other figures. */
export async function attempt(name: string, measure: () => Promise<Row[]>): Promise<Row[]> {
  try {
    return await measure()
  } catch (error) {
    return [{ name, notMeasured: (error as Error).message }]
  }
}
