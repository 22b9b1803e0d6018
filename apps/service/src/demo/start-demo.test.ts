import { sampleRequest } from '@rds-tasklist/spec/reader'
import { expect, onTestFinished, test } from 'vitest'
import { operations } from '../document.ts'
import { samplePage } from '../testing/fixtures.ts'
import { DEMO_PROJECTS } from './demo-tasks.ts'
import { DEMO_TOKEN, type DemoServiceOptions, startDemoService } from './start-demo.ts'

const START = Date.UTC(2026, 0, 15, 12)

async function demo(options: Partial<DemoServiceOptions> = {}) {
  const service = await startDemoService({ port: 0, ...options })
  onTestFinished(() => service.close())
  return (project: string, query = 'limit=3', token = DEMO_TOKEN) =>
    fetch(`${service.url}/v3/${project}/tasklist?${query}`, { headers: { 'X-Auth-Token': token } })
}

test('a demo answers over HTTP for both of its projects, and for no other', async () => {
  const get = await demo()
  for (const project of DEMO_PROJECTS) {
    const response = await get(project)
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ total_count: expect.any(Number), tasks: [{}, {}, {}] })
  }
  expect((await get('0'.repeat(32))).status).toBe(403)
  expect((await get(DEMO_PROJECTS[0], '', 'other')).status).toBe(401)
})

test('the same seed and start answer byte for byte alike; another seed or start does not', async () => {
  const bytes = async (options: { seed: number; start: number }) => {
    const get = await demo({ seed: options.seed, now: () => options.start })
    const pages = DEMO_PROJECTS.flatMap((project) =>
      ['limit=50', 'limit=50&offset=50', 'status=Failed'].map(async (query) => (await get(project, query)).text()),
    )
    return (await Promise.all(pages)).join('\n')
  }
  const first = await bytes({ seed: 42, start: START })
  expect(await bytes({ seed: 42, start: START })).toBe(first)
  expect(await bytes({ seed: 43, start: START })).not.toBe(first)
  expect(await bytes({ seed: 42, start: START + 1000 })).not.toBe(first)
})

test("the sample task of the document is in the sample request's project", async () => {
  const get = await demo()
  const [operation] = operations
  if (!operation) throw new Error('the document has no operation')
  const [sample] = samplePage.tasks
  const response = await get(sampleRequest(operation).projectId, `id=${sample?.id}`)
  expect(await response.json()).toEqual({ total_count: 1, actions: [sample?.name], tasks: [sample] })
})
