import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { machineNode } from '@rds-tasklist/runtimes'
import { afterAll, beforeAll, expect, test } from 'vitest'
import manifest from '../package.json' with { type: 'json' }
import { type RunningTarget, TARGETS } from './targets/test-targets.ts'

const run = promisify(execFile)
const PACKAGE = fileURLToPath(new URL('..', import.meta.url))
const OFFLINE = ['--offline', '--no-audit', '--no-fund']

type Packed = { filename: string; files: { path: string }[] }

let folder: string
let packed: Packed
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'contract-packed-'))
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: PACKAGE,
  })
  packed = (JSON.parse(stdout) as [Packed])[0]
  await writeFile(join(folder, 'package.json'), '{}')
  await run('npm', ['install', ...OFFLINE, join(folder, packed.filename)], { cwd: folder })
})
afterAll(() => rm(folder, { recursive: true }))

const NODES = [
  ["the machine's own Node", machineNode()],
  ["the repository's Node", process.execPath],
] as const

function command(node: string, { target }: RunningTarget, ...args: string[]) {
  const bin = join(folder, 'node_modules/.bin/rds-tasklist-contract')
  const env = { ...process.env, NODE_OPTIONS: '', RDS_TOKEN: target.token }
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(
      node,
      [bin, target.url, '--token-env', 'RDS_TOKEN', ...args],
      { env, cwd: folder },
      (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code) : 0, stdout, stderr })
      },
    )
  })
}

async function running(name: string): Promise<RunningTarget> {
  const start = TARGETS[name]
  if (!start) throw new Error(`no target is named ${name}`)
  return start()
}

test('it brings the command, the record of conformance and nothing else, and needs nothing', () => {
  const paths = packed.files.map(({ path }) => path.replace(/-[\w-]+\.js$/, '.js'))
  expect(paths.sort()).toEqual([
    'CONFORMANCE.json',
    'README.md',
    'dist/THIRD-PARTY-LICENSES.txt',
    'dist/command.js',
    'dist/main.js',
    'package.json',
  ])
  expect(manifest).not.toHaveProperty('dependencies')
})

test.each(NODES)('installed, on %s it finds the service to be the API', async (_, node) => {
  const service = await running('service on SQLite')
  const found = await command(node, service).finally(service.close)
  expect(found).toEqual({
    code: 0,
    stderr: '',
    stdout: expect.stringMatching(/\d+ passed, 0 failed, \d+ skipped, 2 not applicable; \d+ requests, seed \d+\n$/),
  })
})

test.each(NODES)('installed, on %s it tells what of the mock is not the API', async (_, node) => {
  const mock = await running('mock --stateful')
  const [whole, one] = await Promise.all([command(node, mock), command(node, mock, '--only', 'page-size')]).finally(
    mock.close,
  )
  expect(whole.stdout.match(/^✗ [\w-]+/gm)).toEqual(['✗ wrong-token'])
  expect(whole.code).toBe(1)
  expect([one.code, one.stdout]).toEqual([0, expect.stringMatching(/ 0 failed; \d+ requests/)])
})
