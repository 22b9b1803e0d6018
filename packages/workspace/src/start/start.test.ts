import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { copyRepository, lendPackages, type RepositoryCopy } from '../testing/repository-copy.ts'

const FREE_PORTS = { DOCS_PORT: '0', MOCK_PORT: '0', SERVICE_PORT: '0' }

let copy: RepositoryCopy
beforeAll(async () => {
  copy = await copyRepository()
  await lendPackages(copy)
})
afterAll(() => copy.remove())

type Started = { child: ChildProcess; output(): string; errors(): string; exit: Promise<number | null> }

/** `pnpm start` in the copy, as pnpm runs it. */
function start(env: Record<string, string>): Started {
  return launch(process.execPath, ['packages/workspace/src/start/main.ts'], env)
}

function launch(command: string, args: string[], env: Record<string, string>): Started {
  const child = spawn(command, args, {
    cwd: copy.root,
    env: { ...process.env, ...env, pnpm_config_verify_deps_before_run: 'false' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [output, errors] = ['', '']
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (errors += chunk))
  const exit = once(child, 'close').then(([code]) => code as number | null)
  return { child, output: () => output, errors: () => errors, exit }
}

async function untilRunning(started: Started): Promise<string> {
  const stdout = started.child.stdout
  while (!started.output().includes('Ctrl+C stops everything')) {
    const ended = await Promise.race([started.exit.then(() => true), stdout && once(stdout, 'data').then(() => false)])
    if (ended) throw new Error(`start ended early\n${started.output()}${started.errors()}`)
  }
  return started.output()
}

describe.each(['SIGINT', 'SIGTERM'] as const)('start, ended by %s,', (signal) => {
  let started: Started
  let output: string
  beforeAll(async () => {
    started = start(FREE_PORTS)
    output = await untilRunning(started)
  })
  afterAll(() => started.child.kill('SIGKILL'))

  test('prints addresses that answer, a cURL, and the tasks of the sample as a table', async () => {
    const address = (name: string) => new RegExp(`^${name} +(http://127\\.0\\.0\\.1:\\d+)`, 'm').exec(output)?.[1] ?? ''
    expect((await fetch(address('docs'))).status).toBe(200)
    expect((await fetch(address('mock'))).status).toBe(404)
    expect((await fetch(address('service'))).status).toBe(404)
    expect(output).toMatch(/demo data, newest first, \d+ in total:\n +id .+\n( +[0-9a-f]{32} .+\n){5}/)
    const url = /curl -H 'X-Auth-Token: (.+)' '(.+)'/.exec(output)
    const answer = await fetch(url?.[2] ?? '', { headers: { 'X-Auth-Token': url?.[1] ?? '' } })
    const { tasks } = (await answer.json()) as { tasks: { id: string }[] }
    expect(output).toContain(tasks[0]?.id)
    expect(output).toMatch(/id +name +instance_name/)
  })

  test('has no progress line and no colour in a pipe', () => {
    for (const mark of ['\r', '\u001b', 'Building']) expect(output).not.toContain(mark)
  })

  test('ends with exit code 0 and leaves nothing listening', async () => {
    started.child.kill(signal)
    expect(await started.exit).toBe(0)
    for (const [url] of output.matchAll(/http:\/\/127\.0\.0\.1:\d+/g)) await expect(fetch(url)).rejects.toThrow()
    expect(started.errors()).toBe('')
  })
})

test('start ends when what launched it is killed, as pnpm and npx are by SIGTERM', async () => {
  const main = 'packages/workspace/src/start/main.ts'
  const started = launch('sh', ['-c', `"${process.execPath}" ${main}; true`], FREE_PORTS)
  const output = await untilRunning(started)
  started.child.kill('SIGKILL')
  // Its output stays open for as long as start lives.
  await started.exit
  const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(output) ?? []
  await expect(fetch(url)).rejects.toThrow()
})

describe('start ends with one line and exit code 1 when', () => {
  test('a port is taken: it names the port and the variable', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const started = start({ ...FREE_PORTS, MOCK_PORT: String(port) })
    expect(await started.exit).toBe(1)
    other.close()
    expect(started.errors()).toMatch(new RegExp(`^Port ${port} for the mock is taken.*MOCK_PORT=${port + 1}.*\n$`))
  })

  test('a variable holds no port', async () => {
    const started = start({ ...FREE_PORTS, DOCS_PORT: 'docs' })
    expect(await started.exit).toBe(1)
    expect(started.errors()).toMatch(/^DOCS_PORT=docs is no port.*\n$/)
  })
})
