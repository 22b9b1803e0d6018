import { expect, onTestFinished, test } from 'vitest'
import type { Task } from '../model/task.ts'
import { type Behaviour, CORRECT } from '../mutants/behaviour.ts'
import { KNOWN_TARGET } from '../mutants/known.ts'
import { mutants } from '../mutants/mutants.ts'
import { startReferenceServer } from '../mutants/reference-server.ts'
import { failuresOf } from './report.ts'
import { runSuite } from './run-suite.ts'

const MANNERS = { maxRequests: 20_000, ratePerSecond: Number.POSITIVE_INFINITY }

/** Judges a server whose tasks are not known beforehand, as the command does. */
async function judge(behaviour: Behaviour, only?: string[]) {
  const server = await startReferenceServer(behaviour)
  onTestFinished(server.close)
  const { tasks: _, ...unknown } = { ...KNOWN_TARGET, url: server.url }
  return runSuite(unknown, { seed: 1, runs: 10, manners: MANNERS, only })
}

/** A server whose tasks change their names, and go, after so many lists. */
function movingOnAfter(count: number): Behaviour {
  let lists = 0
  return {
    ...CORRECT,
    list(tasks, values) {
      lists += 1
      const turn = Math.floor(lists / count)
      const moved = tasks.map((task, at) => (at % 3 === turn % 3 ? { ...task, name: `${task.name}${turn}` } : task))
      return CORRECT.list(moved.slice(turn % 5), values)
    },
  }
}

test('tasks that move on now and then are no violation, and each check comes to its verdict', async () => {
  const { results } = await judge(movingOnAfter(25))
  expect(results.filter(({ outcome }) => outcome === 'failed')).toEqual([])
  expect(results.filter(({ outcome }) => outcome === 'skipped').map(({ name }) => name)).toEqual(['tenant-isolation'])
})

test('of tasks that change with each request there is no verdict, and the report says so', async () => {
  const only = ['filters-sound-and-complete', 'idempotent']
  const { results } = await judge(movingOnAfter(1), only)
  const reasons = only.map((name) => results.find((one) => one.name === name)?.reason)
  expect(reasons).toEqual(only.map(() => 'the tasks changed while they were judged'))
})

/** A server that changes each page in another way each time, although its tasks stay. */
function changing(change: (tasks: Task[], turn: number) => Task[]): Behaviour {
  let turn = 0
  return {
    ...CORRECT,
    list(tasks, values) {
      turn += 1
      const page = CORRECT.list(tasks, values)
      return { ...page, tasks: change(page.tasks, turn % 7) }
    },
  }
}

const rotated = changing((tasks, turn) => [...tasks.slice(turn), ...tasks.slice(0, turn)])
const doubled = changing((tasks, turn) => tasks.map((task, at) => (at % 7 === turn ? (tasks[at + 1] ?? task) : task)))
const unstable = mutants.filter(({ killedBy }) => ['idempotent', 'pages-partition-the-list'].includes(killedBy))

test.each([
  ...unstable,
  { name: 'tasks come in another order each time', killedBy: 'idempotent', behaviour: rotated },
  { name: 'a page has tasks twice, other ones each time', killedBy: 'order-and-ties', behaviour: doubled },
])('a server that is at fault does not pass for one whose tasks change: $name', async ({ killedBy, behaviour }) => {
  expect(failuresOf(await judge(behaviour, [killedBy]))).toContain(killedBy)
})
