/** How much is measured. */
export type Scale = {
  name: string
  /** How often each side of a comparison has its turn. */
  rounds: number
  /** How long one round of load, or of a client's calls, takes. */
  seconds: number
  /** How long the calls of one round of the store take, in milliseconds. */
  callsMs: number
  /** How many tasks the service has, in one project. */
  tasks: number
  /** Between how many and how many tasks the growth is looked at. */
  growth: { from: number; to: number }
}

export const FULL: Scale = {
  name: 'full',
  rounds: 5,
  seconds: 1.5,
  callsMs: 500,
  tasks: 100_000,
  growth: { from: 10_000, to: 1_000_000 },
}

export const QUICK: Scale = {
  name: 'quick',
  rounds: 3,
  seconds: 1,
  callsMs: 200,
  tasks: 100_000,
  growth: { from: 1_000, to: 100_000 },
}
