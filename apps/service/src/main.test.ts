import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { DEMO_TOKEN } from './demo/start-demo.ts'
import { addresses, runCommand, serveFlags } from './testing/command.ts'
import { listOf, PROJECT, TOKEN } from './testing/fixtures.ts'

test.each(['SIGTERM', 'SIGINT'] as const)(
  'serves until %s, ends with exit code 0, and logs no secret',
  async (signal) => {
    const command = runCommand(await serveFlags())
    const { url, adminUrl } = await addresses(command)
    const answer = await fetch(`${url}${listOf(PROJECT, 'name=hidden')}`, { headers: { 'x-auth-token': TOKEN } })
    expect([answer.status, await answer.json()]).toEqual([200, { total_count: 0, actions: [], tasks: [] }])
    expect((await fetch(`${adminUrl}/readyz`)).status).toBe(200)
    command.child.kill(signal)
    const { code, err } = await command.ended
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
  const command = runCommand([...(await serveFlags()), '--drain-delay', '60000'])
  const { adminUrl } = await addresses(command)
  command.child.kill('SIGTERM')
  while ((await fetch(`${adminUrl}/readyz`)).status !== 503);
  command.child.kill('SIGTERM')
  expect((await command.ended).code).toBe(1)
})

test.each([
  [['--prot', '1'], /^Unknown option --prot\. Did you mean --port\?\n$/],
  [[], /^Nobody could log in: give --credentials, --iam or both\. See --help\.\n$/],
])('%o is refused in one line with exit code 2', async (args, message) => {
  expect(await runCommand(args).ended).toEqual({ code: 2, out: '', err: expect.stringMatching(message) })
})

test('what cannot start is told in one line with exit code 1', async () => {
  const wrong = await serveFlags({ tokens: [{ token: 'secret', project_ids: ['mine'] }] })
  const { code, err } = await runCommand(wrong).ended
  expect([code, err]).toEqual([1, expect.stringMatching(/^The credentials file .* tokens\[0\]\.project_ids\[0\].*\n$/)])
  expect(err).not.toMatch(/secret/)
})

test('a taken port is named with the flags that change it', async () => {
  const other: Server = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void other.close())
  await once(other, 'listening')
  const { port } = other.address() as { port: number }
  const { code, err } = await runCommand([
    ...(await serveFlags()).slice(0, 4),
    '--port',
    String(port),
    '--admin-port',
    '0',
    '--log-level',
    'silent',
  ]).ended
  expect([code, err]).toEqual([
    1,
    `Port ${port} is taken: stop what uses it, or choose others with --port and --admin-port.\n`,
  ])
})

test('a database that does not answer is told without its password', async () => {
  const DATABASE_URL = 'postgres://me:hidden@127.0.0.1:9/tasks'
  const { code, err } = await runCommand(await serveFlags(), { DATABASE_URL }).ended
  expect(code).toBe(1)
  expect(err.trim().split('\n')).toHaveLength(1)
  expect(err).not.toMatch(/hidden/)
})

test('--help and --print-config end with exit code 0', async () => {
  expect(await runCommand(['--help']).ended).toMatchObject({ code: 0, out: expect.stringMatching(/^Usage: /) })
  const { code, out } = await runCommand(['--print-config'], { DATABASE_URL: 'postgres://me:hidden@h/d' }).ended
  expect([code, JSON.parse(out).databaseUrl.value]).toEqual([0, 'postgres://***@h/d'])
})

test('a demo with a seed and a time answers alike each time, wherever its flags stand', async () => {
  const answerOf = async (args: string[]) => {
    const { url } = await addresses(runCommand(args, { DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none' }))
    return (await fetch(`${url}${listOf(PROJECT, 'limit=50')}`, { headers: { 'x-auth-token': DEMO_TOKEN } })).text()
  }
  const ports = ['--port', '0', '--admin-port', '0']
  const first = await answerOf(['--demo', '42', '--now', '2026-01-15T12:00:00Z', ...ports])
  expect(await answerOf([...ports, '--now=1768478400000', '--demo=42'])).toBe(first)
  expect(JSON.parse(first).tasks).toHaveLength(50)
})
