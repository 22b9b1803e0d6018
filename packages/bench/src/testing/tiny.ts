import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect } from 'vitest'
import { measure } from '../measure.ts'
import schema from '../report.schema.json' with { type: 'json' }
import { markdownOf } from '../report.ts'
import type { Scale } from '../scale.ts'

const TINY: Scale = { name: 'tiny', rounds: 1, seconds: 0.5, callsMs: 1, tasks: 1000, growth: { from: 10, to: 100 } }

const matchesSchema = new Ajv2020().compile(schema)

/** Measures as little as possible, and expects a report by its schema in which nothing is missing. Returns the progress shown. */
export async function expectMeasured(names: string[]): Promise<string[]> {
  const seen: string[] = []
  const report = await measure(names, TINY, (text) => seen.push(text))
  expect(matchesSchema(report), JSON.stringify(matchesSchema.errors)).toBe(true)
  const rows = Object.values(report.figures).flat()
  expect(rows.filter((row) => 'notMeasured' in row)).toEqual([])
  expect(Object.keys(report.figures)).toEqual(names)
  for (const { name } of rows) expect(markdownOf(report)).toContain(name)
  return seen
}
