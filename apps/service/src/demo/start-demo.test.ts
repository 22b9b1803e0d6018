import { expect, onTestFinished, test } from 'vitest'
import { DEMO_PROJECTS } from './demo-tasks.ts'
import { DEMO_TOKEN, startDemoService } from './start-demo.ts'

test('a demo answers over HTTP for both of its projects, and for no other', async () => {
  const service = await startDemoService({ port: 0 })
  onTestFinished(() => service.close())
  const get = (project: string, token = DEMO_TOKEN) =>
    fetch(`${service.url}/v3/${project}/tasklist?limit=3`, { headers: { 'X-Auth-Token': token } })
  for (const project of DEMO_PROJECTS) {
    const response = await get(project)
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ total_count: expect.any(Number), tasks: [{}, {}, {}] })
  }
  expect((await get('0'.repeat(32))).status).toBe(403)
  expect((await get(DEMO_PROJECTS[0], 'other')).status).toBe(401)
})
