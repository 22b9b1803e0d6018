import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { measure } from './measure.ts'
import schema from './report.schema.json' with { type: 'json' }
import { markdownOf } from './report.ts'
import type { Scale } from './scale.ts'

const TINY: Scale = { name: 'tiny', rounds: 1, seconds: 0.2, callsMs: 1, tasks: 1000, growth: { from: 10, to: 100 } }

const matchesSchema = new Ajv2020().compile(schema)

test('a run gives a report by its schema in which everything was measured', async () => {
  const seen: string[] = []
  // Not the mock: its peer would have to be installed first.
  const report = await measure(['service', 'growth', 'memory'], TINY, (text) => seen.push(text))
  expect(matchesSchema(report), JSON.stringify(matchesSchema.errors)).toBe(true)
  const rows = Object.values(report.figures).flat()
  expect(rows.filter((row) => 'notMeasured' in row)).toEqual([])
  expect(Object.keys(report.figures)).toEqual(['service', 'growth', 'memory'])
  expect(seen).toContain('service: 1000 of 1000 tasks')
  for (const { name } of rows) expect(markdownOf(report)).toContain(name)
})
