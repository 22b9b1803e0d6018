/** The name that differs least from what was written; none if all are far away. */
export function closest(written: string, names: string[]): string | undefined {
  const ranked = names
    .map((name) => ({ name, distance: distance(written, name) }))
    .sort((one, other) => one.distance - other.distance)
  const [best] = ranked
  return best && best.distance <= Math.max(2, written.length / 3) ? best.name : undefined
}

/** How many letters have to be put in, taken out or replaced (Levenshtein). */
function distance(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [row, letter] of [...one].entries()) {
    const current = [row + 1]
    for (const [column, counterpart] of [...other].entries()) {
      const replaced = (above[column] ?? 0) + (letter === counterpart ? 0 : 1)
      current.push(Math.min(replaced, (above[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1))
    }
    above = current
  }
  return above.at(-1) ?? 0
}
