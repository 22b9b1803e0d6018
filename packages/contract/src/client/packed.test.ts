import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startMock } from '@rds-tasklist/mock'
import { expect, onTestFinished, test } from 'vitest'

const run = promisify(execFile)
const CLIENT = fileURLToPath(new URL('../../../client/', import.meta.url))
const TSC = fileURLToPath(new URL('../../node_modules/.bin/tsc', import.meta.url))

const CONSUMER = `import { createClient, type TaskList } from '@rds-tasklist/client'
const [endpoint = ''] = process.argv.slice(2)
const client = createClient({ endpoint, projectId: '54623db08b174c858ba779d2aa7923a3', credentials: { token: 'any' } })
const page: TaskList = await client.list({ limit: 1 })
console.log(page.tasks.length)
// @ts-expect-error misspelt
await client.list({ limt: 1 }).catch((error: Error) => console.log(error.message))
declare const process: { argv: string[] }
`
const COMPILER_OPTIONS = { strict: true, module: 'nodenext', target: 'es2022', lib: ['es2022', 'dom'], types: [] }

test('packed and installed by npm in an empty project, the client compiles there and reads from the mock', async () => {
  const project = await mkdtemp(join(tmpdir(), 'client-packed-'))
  onTestFinished(() => rm(project, { recursive: true }))
  const mock = await startMock({ port: 0 })
  onTestFinished(() => mock.close())
  await writeFile(join(project, 'package.json'), JSON.stringify({ type: 'module' }))
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', project, CLIENT])
  const [tarball = ''] = (await readdir(project)).filter((name) => name.endsWith('.tgz'))
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${tarball}`], { cwd: project })
  expect(await readdir(join(project, 'node_modules/@rds-tasklist'))).toEqual(['client'])
  const packed = await readdir(join(project, 'node_modules/@rds-tasklist/client'))
  expect(packed).toEqual(expect.arrayContaining(['README.md', 'dist', 'docs']))
  await writeFile(join(project, 'consumer.ts'), CONSUMER)
  await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions: COMPILER_OPTIONS }))
  await run(TSC, [], { cwd: project })
  const { stdout } = await run(process.execPath, ['consumer.js', mock.url], { cwd: project, env: {} })
  expect(stdout).toBe('1\nunknown query parameter limt; did you mean limit?\n')
})
