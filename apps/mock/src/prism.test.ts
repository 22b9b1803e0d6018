import bundle from '@rds-tasklist/spec/openapi.json' with { type: 'json' }
import { expect, test } from 'vitest'
import { loadPrism } from './prism.ts'

const PATH = '/v3/54623db08b174c858ba779d2aa7923a3/tasklist'

/** Asks Prism for the running example when some of the task's members are others. */
async function runningWith(members: object): Promise<object> {
  const document = structuredClone(bundle)
  const { value } = document.components.responses.TaskPage.content['application/json'].examples.running
  Object.assign(value.tasks[0] ?? {}, members)
  const prism = await loadPrism({ 'en-us': document, 'zh-cn': document })
  return (await prism.example(PATH, 'en-us', { code: 200, example: 'running' })).body
}

test('unknown states pass: the lists of responses are open', async () => {
  const states = { status: 'Suspended', instance_status: 'SHUTDOWN' }
  expect(await runningWith(states)).toMatchObject({ tasks: [states] })
})

test.each([
  [{ process: '101' }, /process/],
  [{ process: 60 }, /process/],
  [{ create_time: '2020-07-15T07:46:10Z' }, /create_time/],
  [{ status: 'Completed', process: '60' }, /process/],
  [{ fail_reason: 'none' }, /status/],
  [{ id: undefined }, /id/],
])('%o is a violation', async (members, message) => {
  await expect(runningWith(members)).rejects.toThrow(message)
})
