/** Where a target is not the API on purpose. An unlisted difference fails the tests, and so does one that no longer exists. */
export type Difference = {
  /** The targets that differ, by name. */
  targets: string[]
  /** The checks that fail for this reason. */
  checks: string[]
  /** What the target does instead. */
  does: string
  why: string
}

const STATIC = 'mock'
const STATEFUL = 'mock --stateful'
const FAKE = 'fake'

export const differences: Difference[] = [
  {
    targets: [STATIC, STATEFUL],
    checks: ['wrong-token', 'expired-token', 'wrong-signature', 'stale-signature'],
    does: 'takes any token and any signature for valid; only their absence gets 401',
    why: 'it has no users, and whoever tries it out has no credentials',
  },
  {
    targets: [STATIC],
    checks: ['foreign-project-refused', 'order-of-checks'],
    does: 'shows any project that is well formed, so nothing gets 403 and a wrong query gets 400 in its place',
    why: 'it has no users, so no project is foreign; `Prefer: code=403` asks for that answer',
  },
  {
    targets: [STATIC],
    checks: [
      'filters-sound-and-complete',
      'total-count',
      'actions',
      'order-and-ties',
      'window-boundaries',
      'mutated-queries',
    ],
    does: 'answers every valid query with the same example, whatever is filtered by',
    why: 'it keeps no tasks; `--stateful` does',
  },
  {
    targets: [STATIC],
    checks: ['page-size', 'past-the-end'],
    does: 'answers every page with the same example, also past the end',
    why: 'it keeps no tasks; `--stateful` does, and `Prefer: example=empty-page` asks for an empty page',
  },
  {
    targets: [FAKE],
    checks: ['expired-token'],
    does: 'refuses a token that has expired like any other that it does not know',
    why: "it knows one token; `fake.fail({ error: 'token-expired' })` asks for that answer",
  },
  {
    targets: [FAKE],
    checks: ['wrong-signature', 'stale-signature'],
    does: 'takes any signature for valid; only its absence gets 401',
    why: 'it has no access keys',
  },
]
