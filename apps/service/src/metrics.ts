import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { AnswerRecord } from './http/answer-record.ts'

const BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const LABELS = ['route', 'status'] as const

/** What the admin port tells of the service, in a registry of its own. Nothing is labelled by caller, project or query. */
export type Metrics = { registry: Registry; observe(record: AnswerRecord): void }

export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'http_response_seconds',
    help: 'Answers, and the time from the headers of a request to the end of its answer.',
    labelNames: LABELS,
    buckets: BUCKETS_SECONDS,
    registers,
  })
  // Finding the labels costs more than counting; there are a dozen of them.
  const labelled = new Map<string, { observe(value: number): void }>()
  return {
    registry,
    observe({ route, status, milliseconds }) {
      const key = `${status} ${route}`
      const found = labelled.get(key) ?? seconds.labels({ route, status })
      labelled.set(key, found)
      found.observe(milliseconds / 1000)
    },
  }
}
