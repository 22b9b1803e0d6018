import { expect, onTestFinished, test } from 'vitest'
import { createDemoApp } from './demo-app.ts'
import { DEMO_PROJECTS } from './demo-tasks.ts'

const NOW = Date.UTC(2026, 0, 15, 12)
const authenticator = async () => ({ ok: true as const, caller: { key: 'any', projectIds: new Set(DEMO_PROJECTS) } })

test('tasks move on to the time at which somebody asks, once for all who ask then', async () => {
  let now = NOW
  const app = await createDemoApp({ authenticator, now: () => now })
  onTestFinished(() => app.close())
  const totals = (query: string) =>
    Promise.all(
      Array.from({ length: 10 }, async (_, index) => {
        const project = DEMO_PROJECTS[index % DEMO_PROJECTS.length]
        return (await app.inject(`/v3/${project}/tasklist?${query}`)).json().total_count as number
      }),
    )
  const before = await totals('')
  now = NOW + 24 * 3_600_000
  // All that ran have ended, so four begin: two in each project.
  expect(await totals('status=Running')).toEqual(Array(10).fill(2))
  expect(await totals('')).toEqual(before.map((total) => total + 2))
})
