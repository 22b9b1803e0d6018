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
    .map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance <= Math.ceil(candidate.length / 3))
    .sort((a, b) => a.distance - b.distance)
  return nearest === undefined ? `known are ${known.join(', ')}.` : `did you mean ${nearest.candidate}?`
}

/** How many letters must be inserted, removed or replaced (Levenshtein). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1]
    for (let column = 1; column <= to.length; column++) {
      const replaced = at(row, column - 1) + (letter === to[column - 1] ? 0 : 1)
      next.push(Math.min(replaced, at(row, column) + 1, at(next, column - 1) + 1))
    }
    row = next
  }
  return at(row, to.length)
}

function at(row: number[], column: number): number {
  return row[column] ?? 0
}
