/** What the service tells of its own process. */
const NAMES = ['process_resident_memory_bytes', 'nodejs_heap_size_used_bytes', 'nodejs_active_handles_total'] as const

export type ProcessMetrics = Record<(typeof NAMES)[number], number>

/** @throws when the admin port does not tell one of them. */
export async function metricsOf(adminUrl: string): Promise<ProcessMetrics> {
  const text = await (await fetch(`${adminUrl}/metrics`)).text()
  const read = (name: string) => {
    const value = new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]
    if (value === undefined) throw new Error(`${name} is not among the metrics`)
    return Number(value)
  }
  return Object.fromEntries(NAMES.map((name) => [name, read(name)])) as ProcessMetrics
}
