import { parseTimestamp } from '@rds-tasklist/client'
import bundle from '@rds-tasklist/spec/openapi.json' with { type: 'json' }
import { type Operation, operations, sampleRequest } from '@rds-tasklist/spec/reader'
import type { StoredTask } from '../store/task-store.ts'
import { randomFrom } from './random.ts'
import { formatTimestamp } from './timestamp.ts'

/** What a demo is made of. The same seed and time give the same tasks. */
export type DemoOptions = {
  seed: number
  /** Milliseconds since 1970-01-01 UTC; every task but the sample was created in the week before. */
  now: number
}

const [operation] = operations(bundle) as [Operation]
const SAMPLE = bundle.components.responses.TaskPage.content['application/json'].examples['sample-response'].value.tasks

/** The project of the sample request, and one more. */
export const DEMO_PROJECTS = [sampleRequest(operation).projectId, '0605767b5780d5762fc5c0118ddc2f45'] as const

const TASKS_PER_PROJECT = 60
const WEEK_MS = 7 * 24 * 3_600_000
const SECOND_MS = 1000
const FAILED_SHARE = 0.1

type Kind = { name: string; engine: string; state: string; minutes: number; ordered?: true }

// All of them are published names; none is invented. The digits after `in` are those of MySQL and of SQL Server. How long each
// takes and what state it brings its instance into is made up.
const KINDS: Kind[] = [
  { name: 'CreateMysqlSingleHAInstance', engine: '01', state: 'BUILD', minutes: 20, ordered: true },
  { name: 'CreateMysqlReplicaInstance', engine: '01', state: 'MODIFYING', minutes: 15, ordered: true },
  { name: 'RestartMysqlInstance', engine: '01', state: 'REBOOTING', minutes: 3 },
  { name: 'MysqlBindEIP', engine: '01', state: 'ACTIVE', minutes: 1 },
  { name: 'CreateSqlserverSingleHAInstance', engine: '04', state: 'BUILD', minutes: 40, ordered: true },
  { name: 'BackupDbSqlserverInInstance', engine: '04', state: 'BACKING UP', minutes: 60 },
  { name: 'SingleDbRestoreSqlserverInInstance', engine: '04', state: 'RESTORING', minutes: 90 },
  { name: 'RestoreSqlserverInInstance', engine: '04', state: 'RESTORING', minutes: 120 },
]
const ORDER_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const INSTANCES = ['orders', 'reports', 'billing', 'search', 'archive', 'staging']

/** Believable tasks of two projects, the sample task of the original documentation among them. */
export function demoTasks({ seed, now }: DemoOptions): StoredTask[] {
  const random = randomFrom(seed)
  const made = DEMO_PROJECTS.flatMap((project) =>
    Array.from({ length: TASKS_PER_PROJECT }, (_, index) => {
      // The newest are minutes old and still running, the oldest a week.
      const age = WEEK_MS * (index / TASKS_PER_PROJECT) ** 2 + random() * 120 * SECOND_MS
      return advance(beginTask(project, now - age, random), now)
    }),
  )
  return [...SAMPLE.map((task) => ({ ...task, project_id: DEMO_PROJECTS[0] })), ...made]
}

/** A task that has just begun. */
export function beginTask(project: string, time: number, random: () => number): StoredTask {
  const kind = pick(KINDS, random)
  const instance = pick(INSTANCES, random)
  return {
    project_id: project,
    id: hex(32, random),
    name: kind.name,
    instance_id: `${instanceNumber(project, instance)}in${kind.engine}`,
    instance_name: instance,
    instance_status: kind.state,
    process: '0',
    create_time: formatTimestamp(time),
    end_time: formatTimestamp(time + kind.minutes * 60 * SECOND_MS),
    status: 'Running',
    ...(kind.ordered && { order_id: orderId(time, random) }),
  }
}

/** An instance keeps its ID, which therefore follows from its project and name. */
function instanceNumber(project: string, instance: string): string {
  return hex(32, randomFrom(DEMO_PROJECTS.indexOf(project) * INSTANCES.length + INSTANCES.indexOf(instance)))
}

/** The form of the sample's order: the minute, and five letters or digits. */
function orderId(time: number, random: () => number): string {
  const minute = new Date(time).toISOString().replaceAll(/\D/g, '').slice(2, 12)
  return `CS${minute}${Array.from({ length: 5 }, () => pick([...ORDER_CHARACTERS], random)).join('')}`
}

/** The task as it stands at a later time: its progress is its share of the planned time, and at the end it has an end state. */
export function advance(task: StoredTask, now: number): StoredTask {
  const [begin, end] = [parseTimestamp(task.create_time).getTime(), parseTimestamp(task.end_time).getTime()]
  const percent = Math.floor((100 * (now - begin)) / (end - begin))
  if (percent < 100) return { ...task, process: String(Math.max(0, percent)) }
  // Whether it fails follows from its ID, so that every run of a demo ends alike.
  const failed = Number.parseInt(task.id.slice(0, 4), 16) / 0x1_0000 < FAILED_SHARE
  if (!failed) return { ...task, process: '', status: 'Completed', instance_status: 'ACTIVE' }
  return { ...task, process: '', status: 'Failed', instance_status: 'FAILED', fail_reason: 'createVM failed.' }
}

function pick<T>(list: readonly T[], random: () => number): T {
  return list[Math.floor(random() * list.length)] as T
}

function hex(digits: number, random: () => number): string {
  return Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('')
}
