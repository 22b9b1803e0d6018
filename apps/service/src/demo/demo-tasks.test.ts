import { parseTimestamp } from '@rds-tasklist/client'
import bundle from '@rds-tasklist/spec/openapi.json' with { type: 'json' }
import { describe, expect, test } from 'vitest'
import { readTask } from '../import/read-task.ts'
import { advance, DEMO_PROJECTS, demoTasks } from './demo-tasks.ts'

const now = Date.UTC(2026, 0, 15, 12)
const tasks = demoTasks({ seed: 1, now })

test('the same seed and time give the same tasks, another seed gives others', () => {
  expect(demoTasks({ seed: 1, now })).toEqual(tasks)
  expect(demoTasks({ seed: 2, now })).not.toEqual(tasks)
})

test('every task keeps the rules of the document', () => {
  for (const task of tasks) expect(readTask(JSON.stringify(task))).toEqual({ ok: true, task })
})

test('the sample of the original documentation is in the project of the sample request', () => {
  const [sample] =
    bundle.components.responses.TaskPage.content['application/json'].examples['sample-response'].value.tasks
  expect(tasks).toContainEqual({ ...sample, project_id: DEMO_PROJECTS[0] })
})

test('there are two projects, IDs are distinct, and all three states occur in both', () => {
  expect(new Set(tasks.map(({ project_id }) => project_id))).toEqual(new Set(DEMO_PROJECTS))
  expect(new Set(tasks.map(({ id }) => id)).size).toBe(tasks.length)
  for (const project of DEMO_PROJECTS) {
    const states = new Set(tasks.filter(({ project_id }) => project_id === project).map(({ status }) => status))
    expect(states).toEqual(new Set(['Running', 'Completed', 'Failed']))
  }
})

describe('a running task', () => {
  const running = tasks.find(({ status }) => status === 'Running') ?? tasks[0]
  if (!running) throw new Error('no running task')
  const end = parseTimestamp(running.end_time).getTime()

  test('goes from 0 to 99, never backwards, and ends with an empty progress', () => {
    const begin = parseTimestamp(running.create_time).getTime()
    const steps = Array.from({ length: 101 }, (_, percent) => advance(running, begin + ((end - begin) * percent) / 100))
    expect(steps.slice(0, 100).map(({ process }) => process)).toEqual(
      Array.from({ length: 100 }, (_, percent) => String(percent)),
    )
    expect(steps[100]).toMatchObject({ process: '', status: expect.stringMatching(/^(Completed|Failed)$/) })
  })

  test('ends the same way however often it is looked at', () => {
    expect(advance(running, end + 1)).toEqual(advance(running, end + 3_600_000))
  })
})
