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
  for (let edits = 1; edits <= name.length; edits += 1) {
    const nearest = known.find(
      (candidate) =>
        edits <= Math.ceil(candidate.length / 3) && isNear(name.toLowerCase(), candidate.toLowerCase(), edits),
    )
    if (nearest !== undefined) return `did you mean ${nearest}?`
  }
  return `known are ${known.join(', ')}.`
}

/**
 * Whether so many letters inserted, removed or replaced suffice (Levenshtein). A plain recursion, because they are few. The
 * package leven would be bundled, with 0.4 kB (gzip) for the 0.2 kB of this.
 */
function isNear(from: string, to: string, edits: number): boolean {
  if (from === to) return true
  if (edits === 0) return false
  const [fromRest, toRest] = [from.slice(1), to.slice(1)]
  if (from[0] === to[0]) return isNear(fromRest, toRest, edits)
  return isNear(fromRest, to, edits - 1) || isNear(from, toRest, edits - 1) || isNear(fromRest, toRest, edits - 1)
}
