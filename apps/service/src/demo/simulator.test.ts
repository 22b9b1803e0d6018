import { expect, onTestFinished, test } from 'vitest'
import { type DemoStore, openDemoStore } from './demo-store.ts'
import { DEMO_PROJECTS } from './demo-tasks.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** A demo, and what lets its time pass. */
async function demoAt(start: number) {
  let now = start
  const demo = await openDemoStore({ now: () => now })
  onTestFinished(() => demo.close())
  const pass = async (milliseconds: number) => {
    now += milliseconds
    await demo.step()
  }
  return { demo, pass }
}

/** How many tasks each project has. */
function counts({ store }: DemoStore, status?: string): Promise<number[]> {
  const filter = status === undefined ? {} : { status }
  const ofProject = async (project: string) => (await store.page(project, filter, { offset: 0, limit: 1 })).total
  return Promise.all(DEMO_PROJECTS.map(ofProject))
}

test('a demo never stands still: tasks end, and each project keeps two that run', async () => {
  const { demo, pass } = await demoAt(Date.UTC(2026, 0, 15, 12))
  const [completed = 0] = await counts(demo, 'Completed')
  for (let minute = 0; minute < 300; minute += 1) {
    await pass(MINUTE_MS)
    for (const running of await counts(demo, 'Running')) expect(running).toBeGreaterThanOrEqual(2)
  }
  expect((await counts(demo, 'Completed'))[0]).toBeGreaterThan(completed)
  const before = await counts(demo)
  await pass(0)
  expect(await counts(demo)).toEqual(before)
})

// One seed in thirty leaves a project with fewer than two running tasks at the start; 67 and 98 are such.
test.each([1, 67, 98])('while time stands still, nothing changes (seed %i)', async (seed) => {
  const demo = await openDemoStore({ seed, now: () => Date.UTC(2026, 0, 15, 12) })
  onTestFinished(() => demo.close())
  const before = await counts(demo)
  await demo.step()
  expect(await counts(demo)).toEqual(before)
})

test('a demo of a month is no larger than one of three weeks, and has the sample still', async () => {
  const { demo, pass } = await demoAt(Date.UTC(2026, 0, 15, 12))
  const days = async (count: number) => {
    for (let end = count * DAY_MS; end > 0; end -= 20 * MINUTE_MS) await pass(20 * MINUTE_MS)
    return counts(demo)
  }
  const [afterThreeWeeks, afterAMonth] = [await days(21), await days(9)]
  expect(afterAMonth).toEqual(afterThreeWeeks)
  expect(Math.max(...afterAMonth)).toBeLessThan(1000)
  const { tasks } = await demo.store.page(DEMO_PROJECTS[0], { createdTo: Date.UTC(2021) }, { offset: 0, limit: 10 })
  expect(tasks).toHaveLength(1)
})
