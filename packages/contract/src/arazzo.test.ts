import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createAuthenticator, openSqliteStore, startService } from '@rds-tasklist/service'
import { expect, onTestFinished, test } from 'vitest'
import type { Task } from './model/task.ts'
import { KNOWN } from './mutants/known.ts'

const BUNDLE = fileURLToPath(import.meta.resolve('@rds-tasklist/spec/openapi.json'))
const SPEC = dirname(dirname(BUNDLE))
const CLI = createRequire(`${SPEC}/package.json`).resolve('@redocly/cli/bin/cli.js')

const { projectId, token, tasks } = KNOWN
const failed = tasks.find(({ status }) => status === 'Failed') as Task
const running = tasks.find(({ status }) => status === 'Running') as Task

/** A service whose running task ends when it is asked for the second time. */
async function startChangingService() {
  const store = await openSqliteStore({ file: ':memory:' })
  const put = (task: Task) => store.upsert([{ ...task, project_id: projectId }])
  await Promise.all(tasks.map(put))
  let asked = 0
  const service = await startService({
    store: {
      ...store,
      async page(project, filter, window) {
        asked += Number(filter.id === running.id)
        if (asked === 2) await put({ ...running, status: 'Completed', process: '' })
        return store.page(project, filter, window)
      },
    },
    authenticator: createAuthenticator({
      tokens: [async () => ({ kind: 'valid', caller: { key: 'caller', projectIds: new Set([projectId]) } })],
    }),
    port: 0,
    adminPort: 0,
  })
  onTestFinished(() => service.close())
  return { url: service.url, asked: () => asked }
}

/** Runs the workflows. The schema check is off: it takes the members of a schema with `if` for undeclared. */
function respect(url: string, inputs: Record<string, string>): Promise<{ code: unknown; output: string }> {
  const given = Object.entries(inputs).flatMap(([name, value]) => ['--input', `${name}=${value}`])
  const args = ['respect', 'tasklist.arazzo.yaml', '--server', `rds=${url}`, '--severity', 'SCHEMA_CHECK=off', ...given]
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, ...args], { cwd: SPEC, env }, (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, output: stdout + stderr })
    })
  })
}

test('the workflows find the failed tasks of an instance and wait for a task, against the service', async () => {
  const { url, asked } = await startChangingService()
  const inputs = { project_id: projectId, token, instance_id: failed.instance_id, id: running.id }
  const { code, output } = await respect(url, inputs)
  expect(output).toMatch(/Workflows: 2 passed, 2 total/)
  expect(code).toBe(0)
  expect(asked()).toBe(2)
})

test('an instance without failed tasks fails the workflow', async () => {
  const { url } = await startChangingService()
  const inputs = { project_id: projectId, token, instance_id: 'none', id: failed.id }
  const { code, output } = await respect(url, inputs)
  expect(output).toMatch(/Workflows: 1 passed, 1 failed, 2 total/)
  expect(code).toBe(1)
})
