import fc from 'fast-check'
import { bundle } from '../bundle.ts'
import { type Task, timeText } from './task.ts'

const START = Date.UTC(2026, 0, 1)
const COUNT = 70

// Few values each, so that tasks tie and match; some differ by case, an accent or a space alone, or mean something in SQL or URLs.
const NAMES = ['CreateInstance', 'createinstance', 'Restore', 'Créate', "it's 100%", 'a+b &c=d', '任务']
const INSTANCES = ['in01', 'IN01', 'in02', 'in_1']
const ORDERS = ['CS1', 'cs1', 'CS%']
const { TaskStatus, InstanceStatus } = bundle.components.schemas

const task = fc.record({
  name: fc.constantFrom(...NAMES),
  instance: fc.constantFrom(...INSTANCES),
  order: fc.option(fc.constantFrom(...ORDERS), { nil: undefined }),
  instanceStatus: fc.constantFrom(...InstanceStatus.enum),
  status: fc.constantFrom(...TaskStatus.enum),
  process: fc.integer({ min: 0, max: 100 }),
  // Few seconds for many tasks: most share their time with others, written in several zones.
  second: fc.integer({ min: 0, max: 20 }),
  ahead: fc.constantFrom(0, 480, -210),
})

/** Tasks of a project; the same seed gives the same. IDs come in no order, so that ties show who sorts. */
export function seedTasks(seed: number, owner = ''): Task[] {
  return fc.sample(task, { seed, numRuns: COUNT }).map((made, index) => {
    const created = START + made.second * 1000
    const scattered = ((index * 37) % COUNT).toString(16).padStart(32, '0')
    return {
      id: scattered,
      name: owner + made.name,
      instance_id: made.instance,
      instance_name: `instance ${made.instance}`,
      instance_status: made.instanceStatus,
      ...(made.order && { order_id: made.order }),
      ...(made.status === 'Failed' && { fail_reason: 'createVM failed.' }),
      process: made.status === 'Running' ? String(made.process) : '',
      status: made.status,
      create_time: timeText(created, made.ahead),
      end_time: timeText(created + 3_600_000, made.ahead),
    }
  })
}
