/** The value in the middle, or half-way between the two in the middle. */
export function median(values: number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const [below, above] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]]
  if (below === undefined || above === undefined) throw new Error('There is no median of nothing.')
  return (below + above) / 2
}

/**
 * Measures each side once in every round, one after the other (A B A B …), so that whatever else the machine does meanwhile
 * falls on all of them.
 */
export async function alternate<Side extends string, Result>(
  rounds: number,
  sides: Record<Side, () => Promise<Result>>,
): Promise<Record<Side, Result[]>> {
  const entries = Object.entries(sides) as [Side, () => Promise<Result>][]
  const results = Object.fromEntries(entries.map(([side]) => [side, []])) as unknown as Record<Side, Result[]>
  for (let round = 0; round < rounds; round += 1) {
    for (const [side, measure] of entries) results[side].push(await measure())
  }
  return results
}

/** As `alternate`, after a round that does not count: in it code is compiled and caches are filled. */
export async function alternateWarm<Side extends string, Result>(
  rounds: number,
  sides: Record<Side, () => Promise<Result>>,
): Promise<Record<Side, Result[]>> {
  await alternate(1, sides)
  return alternate(rounds, sides)
}
