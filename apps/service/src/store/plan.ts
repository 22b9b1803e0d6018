/** What a statement can be given. */
export type Value = string | number | null

/** A statement with a `?` for each value; where an engine numbers them, its adapter does. */
export type Statement = {
  text: string
  values: Value[]
  /** Each row is an array in the order of the columns, not an object: what the hot path reads, for it is cheaper. */
  asTuples?: boolean
}

/**
 * What one transaction does: it yields statements and is given their rows. SQLite runs a plan in one go, so that no other request
 * comes between; PostgreSQL awaits each statement. A plan that failed can be run again from its beginning.
 */
export type Plan<Result> = Generator<Statement, Result, unknown[]>

/** The rows of one statement, within a plan. The caller knows their columns. */
export function* rowsOf<Row>(text: string, values: Value[] = []): Plan<Row[]> {
  return (yield { text, values }) as Row[]
}

/** The same, with each row as an array in the order of the columns. */
export function* tuplesOf<Tuple>(text: string, values: Value[]): Plan<Tuple[]> {
  return (yield { text, values, asTuples: true }) as Tuple[]
}

/** Where plans run. Both methods reject with `StoreUnavailable` when the database cannot answer in time. */
export type Engine = {
  /** Runs a plan that reads, all of it from one snapshot. */
  read<Result>(plan: () => Plan<Result>): Promise<Result>
  /** Runs a plan that writes: all of it, or nothing. */
  write<Result>(plan: () => Plan<Result>): Promise<Result>
  close(): Promise<void>
}
