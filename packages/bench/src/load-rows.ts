import type { Round } from './load.ts'
import { type Comparison, compare, type Measured } from './row.ts'

type Names = Omit<Comparison, 'unit'>

/** How many answers two sides give in a second. */
export function throughput(names: Names, ours: Round[], theirs: Round[]): Measured {
  const values = (rounds: Round[]) => rounds.map(({ perSecond }) => perSecond)
  return compare({ ...names, unit: 'answers/s' }, { ours: values(ours), theirs: values(theirs) })
}

/** What one answer costs two servers, whatever the client and other processes take of the machine. */
export function cpuTime(names: Names, ours: Round[], theirs: Round[]): Measured {
  const values = (rounds: Round[]) => rounds.map(({ cpuMicroseconds }) => cpuMicroseconds)
  return compare({ ...names, unit: 'µs CPU' }, { ours: values(ours), theirs: values(theirs) })
}
