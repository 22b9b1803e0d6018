/** A program that has not ended by then is ended: before the limit of a test, which would leave it running. */
export const DEADLINE_MS: number = 45_000

/** A module whose function `suite` takes the input and gives what JSON can carry. */
export type Suite = {
  /** Holds the module and all that it imports, as `.js` files. */
  readonly folder: string
  /** The name of the module in the folder. */
  readonly module: string
  readonly input: unknown
}

/** What came of a suite, and where. */
export type Ran = { readonly version: string; readonly outcome: unknown }

/** A runtime by its name in tests. */
export type Runtime = { readonly name: string; readonly run: (suite: Suite) => Promise<Ran> }
