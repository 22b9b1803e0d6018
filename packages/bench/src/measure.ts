import { FIGURES } from './figures/index.ts'
import { describeMachine, versions } from './machine.ts'
import type { Progress } from './progress.ts'
import type { Report } from './report.ts'
import { attempt } from './row.ts'
import type { Scale } from './scale.ts'

/** Measures the figures of these names, one after the other; what fails becomes a line of its own. */
export async function measure(names: string[], scale: Scale, progress: Progress): Promise<Report> {
  const [date, machine, begin] = [new Date().toISOString(), describeMachine(), performance.now()]
  const figures: Report['figures'] = {}
  for (const name of names) {
    const figure = FIGURES[name]
    if (figure) figures[name] = await attempt(name, () => figure(scale, progress))
  }
  const seconds = Math.round((performance.now() - begin) / 1000)
  return { date, machine, versions: versions(), scale, seconds, figures }
}
