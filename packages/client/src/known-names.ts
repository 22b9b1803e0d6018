import { UsageError } from './errors.ts'

/**
 * Refuses what is not an object and names that are not in `known`: types only see names written in place.
 *
 * @param what - How a message calls a name, for example `option`.
 * @throws {@link UsageError} naming the unknown name and the known one that is nearest.
 */
export function assertKnownNames(what: string, value: unknown, known: readonly string[]): void {
  // An array, a Map or URLSearchParams has no names of its own, so everything in it would be lost without a word.
  if (typeof value !== 'object' || value === null || Symbol.iterator in value) {
    throw new UsageError(`Each ${what} must be a member of a plain object, such as { ${known[0]}: … }.`)
  }
  for (const name of Object.keys(value)) {
    if (!known.includes(name)) throw new UsageError(`unknown ${what} ${name}; ${suggest(name, known)}`)
  }
}

/** `did you mean …?` when a known name is near, else all known names. */
export function suggest(name: string, known: readonly string[]): string {
  const [nearest] = known
    .map((candidate) => {
      const most = Math.ceil(candidate.length / 3)
      return { candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase(), most) }
    })
    .filter(({ distance }) => distance < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.distance - b.distance)
  return nearest === undefined ? `known are ${known.join(', ')}.` : `did you mean ${nearest.candidate}?`
}

/**
 * How many letters must be inserted, removed or replaced (Levenshtein), or infinity when that is more than `most`. A plain
 * recursion, because `most` is small. The package leven would be bundled, with 0.4 kB (gzip) for the 0.2 kB of this.
 */
function editDistance(from: string, to: string, most: number): number {
  if (from === to) return 0
  if (most === 0) return Number.POSITIVE_INFINITY
  const [fromRest, toRest] = [from.slice(1), to.slice(1)]
  if (from[0] === to[0]) return editDistance(fromRest, toRest, most)
  const removed = editDistance(fromRest, to, most - 1)
  const inserted = editDistance(from, toRest, most - 1)
  const replaced = editDistance(fromRest, toRest, most - 1)
  return 1 + Math.min(removed, inserted, replaced)
}
