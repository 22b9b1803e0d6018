import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { KNOWN } from './mutants/known.ts'
import { mutants } from './mutants/mutants.ts'
import { type RunningServer, startReferenceServer } from './mutants/reference-server.ts'

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))
const ENV = { ...process.env, TOKEN: KNOWN.token, OLD: KNOWN.expiredToken, AK: 'AKCONTRACT', SK: 'SKCONTRACT' }

let server: RunningServer
beforeAll(async () => {
  server = await startReferenceServer()
})
afterAll(() => server.close())

function command(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, ...args], { env: ENV }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr })
    })
  })
}

async function faulty(name: string): Promise<RunningServer> {
  const found = mutants.find((mutant) => mutant.name === name)
  if (!found) throw new Error(`no mutant is named ${name}`)
  const running = await startReferenceServer(found.behaviour)
  onTestFinished(() => running.close())
  return running
}

test('a server that it knows nothing of passes, and what cannot be checked says why', async () => {
  const { code, stdout, stderr } = await command(server.url, '--token-env', 'TOKEN')
  expect(stdout).toMatch(/0 failed, [1-9]\d* skipped/)
  expect(stdout).toContain('no access key of the project is given')
  expect(stdout).not.toContain('are used up')
  expect(stderr).toMatch(/\[ 1\/\d+\] ✓ negative-data-rejected/)
  expect(code).toBe(0)
})

test('with a foreign project, an access key and an expired token only isolation by content is left', async () => {
  const keys = ['--expired-token-env', 'OLD', '--access-key-env', 'AK', '--secret-key-env', 'SK']
  const args = ['--foreign-project', KNOWN.foreign.projectId, ...keys]
  const { code, stdout } = await command(server.url, '--token-env', 'TOKEN', ...args)
  expect(stdout).toMatch(/0 failed, 1 skipped/)
  expect(code).toBe(0)
})

test('a violation is shown as a cURL without the token, kept, and found again by --replay and from the file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'contract-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const { url } = await faulty('limit is off by one')
  const files = [
    '--keep',
    join(folder, 'kept.json'),
    '--html',
    join(folder, 'r.html'),
    '--junit',
    join(folder, 'r.xml'),
  ]
  const only = ['--only', 'page-size', '--seed', '1', '--runs', '20', '--json', join(folder, 'r.json')]
  const { code, stdout } = await command(url, '--token-env', 'TOKEN', ...only, ...files)
  expect(code).toBe(1)
  expect(stdout).toContain(`curl --include`)
  expect(stdout).not.toContain(KNOWN.token)
  const replay = /--replay '(.*)'/.exec(stdout)?.[1] ?? ''
  const again = await command(url, '--token-env', 'TOKEN', '--replay', replay)
  expect(again.code).toBe(1)
  const curl = /curl .*/
  expect(curl.exec(again.stdout)?.[0]).toBe(curl.exec(stdout)?.[0])
  const kept = JSON.parse(await readFile(join(folder, 'kept.json'), 'utf8'))
  expect(kept['page-size']).toHaveLength(1)
  expect(JSON.parse(await readFile(join(folder, 'r.json'), 'utf8')).seed).toBe(1)
  expect(await readFile(join(folder, 'r.xml'), 'utf8')).toContain('<failure message="expected')
  expect(await readFile(join(folder, 'r.html'), 'utf8')).toContain('<td class="failed">')
})

describe('tells apart', () => {
  test.each<[string, string[], number, RegExp]>([
    ['no address', ['--token-env', 'TOKEN'], 2, /Give one URL/],
    ['no token', ['http://127.0.0.1:1'], 2, /--token-env NAME is needed/],
    ['a variable that is not set', ['http://127.0.0.1:1', '--token-env', 'secret-itself'], 2, /^(?!.*secret-itself)/s],
    ['a token in the clear', ['http://rds.example', '--token-env', 'TOKEN'], 2, /use https/],
    ['an unknown flag', ['http://127.0.0.1:1', '--tokn'], 2, /--tokn.*--help/],
    ['a server that is not there', ['http://127.0.0.1:1', '--token-env', 'TOKEN'], 3, /cannot connect/],
  ])('%s', async (_, args, expected, message) => {
    const { code, stderr } = await command(...args)
    expect([code, stderr]).toEqual([expected, expect.stringMatching(message)])
  })

  test('a host that is not this machine: it warns before the first request', async () => {
    const { code, stderr } = await command('https://rds.invalid', '--token-env', 'TOKEN', '--only', 'unknown-path')
    expect(stderr).toMatch(/not this machine.*600 reads.*10 per second/)
    expect(code).toBe(3)
  })
})
