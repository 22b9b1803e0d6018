import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { listOf, PROJECT, TOKEN } from './testing/fixtures.ts'

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))

/** A folder with credentials and room for data. */
async function workspace(credentials: object = { tokens: [{ token: TOKEN, project_ids: [PROJECT] }] }) {
  const folder = await mkdtemp(join(tmpdir(), 'service-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'credentials.json')
  await writeFile(file, JSON.stringify(credentials))
  return ['--credentials', file, '--data', join(folder, 'data'), '--port', '0', '--admin-port', '0']
}

function run(args: string[], environment: NodeJS.ProcessEnv = {}) {
  const options = { stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'] }
  const child = spawn(process.execPath, [MAIN, ...args], { ...options, env: { ...process.env, ...environment } })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

async function ended(child: ChildProcessByStdio<null, Readable, Readable>) {
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk) => (out += chunk))
  child.stderr.on('data', (chunk) => (err += chunk))
  const [code] = await once(child, 'close')
  return { code, out, err }
}

async function addresses(child: ChildProcessByStdio<null, Readable, Readable>) {
  const [text] = await once(child.stdout, 'data')
  const [, url, adminUrl] = /^service: (\S+)\nadmin: (\S+)\n$/.exec(String(text)) ?? []
  return { url: url ?? '', adminUrl: adminUrl ?? '' }
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  'serves until %s, ends with exit code 0, and logs no secret',
  async (signal) => {
    const child = run(await workspace())
    const end = ended(child)
    const { url, adminUrl } = await addresses(child)
    const answer = await fetch(`${url}${listOf(PROJECT, 'name=hidden')}`, { headers: { 'x-auth-token': TOKEN } })
    expect([answer.status, await answer.json()]).toEqual([200, { total_count: 0, actions: [], tasks: [] }])
    expect((await fetch(`${adminUrl}/readyz`)).status).toBe(200)
    child.kill(signal)
    const { code, err } = await end
    expect(code).toBe(0)
    const lines = err
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map(({ msg }) => msg)).toEqual(expect.arrayContaining(['answered', 'closing']))
    expect(err).not.toMatch(new RegExp(`hidden|${TOKEN}|${PROJECT}`))
  },
)

test('a second signal ends it at once', async () => {
  const child = run([...(await workspace()), '--drain-delay', '60000'])
  const end = ended(child)
  const { adminUrl } = await addresses(child)
  child.kill('SIGTERM')
  while ((await fetch(`${adminUrl}/readyz`)).status !== 503);
  child.kill('SIGTERM')
  expect((await end).code).toBe(1)
})

test.each([
  [['--prot', '1'], /^Unknown option --prot\. Did you mean --port\?\n$/],
  [[], /^Nobody could log in: give --credentials, --iam or both\. See --help\.\n$/],
])('%o is refused in one line with exit code 2', async (args, message) => {
  expect(await ended(run(args))).toEqual({ code: 2, out: '', err: expect.stringMatching(message) })
})

test('what cannot start is told in one line with exit code 1', async () => {
  const wrong = await workspace({ tokens: [{ token: 'secret', project_ids: ['mine'] }] })
  const { code, err } = await ended(run(wrong))
  expect([code, err]).toEqual([1, expect.stringMatching(/^The credentials file .* tokens\[0\]\.project_ids\[0\].*\n$/)])
  expect(err).not.toMatch(/secret/)
})

test('a taken port is named with the flags that change it', async () => {
  const other: Server = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void other.close())
  await once(other, 'listening')
  const { port } = other.address() as { port: number }
  const { code, err } = await ended(
    run([...(await workspace()).slice(0, 4), '--port', String(port), '--admin-port', '0', '--log-level', 'silent']),
  )
  expect([code, err]).toEqual([
    1,
    `Port ${port} is taken: stop what uses it, or choose others with --port and --admin-port.\n`,
  ])
})

test('a database that does not answer is told without its password', async () => {
  const DATABASE_URL = 'postgres://me:hidden@127.0.0.1:9/tasks'
  const { code, err } = await ended(run(await workspace(), { DATABASE_URL }))
  expect(code).toBe(1)
  expect(err.trim().split('\n')).toHaveLength(1)
  expect(err).not.toMatch(/hidden/)
})

test('--help and --print-config end with exit code 0', async () => {
  expect(await ended(run(['--help']))).toMatchObject({ code: 0, out: expect.stringMatching(/^Usage: /) })
  const { code, out } = await ended(run(['--print-config'], { DATABASE_URL: 'postgres://me:hidden@h/d' }))
  expect([code, JSON.parse(out).databaseUrl.value]).toEqual([0, 'postgres://***@h/d'])
})
