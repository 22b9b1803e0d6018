import { expect, onTestFinished, test } from 'vitest'
import { request } from './request.ts'
import { startServer } from './server-process.ts'
import { serviceFolder } from './service-under-test.ts'
import { taskAt } from './tasks.ts'

test('the service that is measured has the tasks, the newest first', async () => {
  const folder = await serviceFolder(1500, () => {})
  onTestFinished(folder.remove)
  const server = await startServer(folder.program)
  onTestFinished(server.stop)
  const { target, headers } = request('limit=2&offset=1')
  const response = await fetch(`${server.url}${target}`, { headers })
  const ids = [taskAt(1), taskAt(2)].map(({ id }) => ({ id }))
  expect(await response.json()).toMatchObject({ total_count: 1500, tasks: ids })
})
