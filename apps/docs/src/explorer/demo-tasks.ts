import type { Task } from '@rds-tasklist/client'

const HOUR_MS = 3_600_000
const TASKS = 27

/** Made-up tasks that vary the document's examples: the same ones each time, the latest begun minutes before `now`. */
export function demoTasks(examples: Task[], now: number): Task[] {
  return Array.from({ length: TASKS }, (_, index) => {
    const example = examples[index % examples.length] as Task
    const began = now - index ** 2 * HOUR_MS * 0.2 - 10 * 60_000
    return {
      ...example,
      id: index < examples.length ? example.id : idOf(index),
      create_time: timestamp(began),
      end_time: timestamp(began + 2 * HOUR_MS),
      ...(example.status === 'Running' && { process: String((index * 17 + 35) % 100) }),
    }
  })
}

function idOf(index: number): string {
  const parts = [1, 2, 3, 4].map((part) =>
    (Math.imul(index * 4 + part, 2_654_435_761) >>> 0).toString(16).padStart(8, '0'),
  )
  return parts.join('')
}

function timestamp(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, '+0000')
}
