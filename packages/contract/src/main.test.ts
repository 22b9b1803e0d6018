import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { KNOWN } from './mutants/known.ts'
import { mutants } from './mutants/mutants.ts'
import { type RunningServer, startReferenceServer } from './mutants/reference-server.ts'
import { errorExample, listOperation } from './rules/document.ts'

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))
const ENV = { ...process.env, TOKEN: KNOWN.token, OLD: KNOWN.expiredToken, AK: 'AKCONTRACT', SK: 'SKCONTRACT' }

let server: RunningServer
beforeAll(async () => {
  server = await startReferenceServer()
})
afterAll(() => server.close())

async function serve(listener: RequestListener): Promise<string> {
  const other = createServer(listener).listen(0, '127.0.0.1')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  return `http://127.0.0.1:${(other.address() as AddressInfo).port}`
}

const LOCAL = ['http://127.0.0.1:1', '--token-env', 'TOKEN']

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'contract-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

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
  // Piped, it is quiet: the progress is for terminals.
  expect(stderr).toBe('')
  expect(code).toBe(0)
})

test('with a foreign project, an access key and an expired token only isolation by content is left', async () => {
  const keys = ['--expired-token-env', 'OLD', '--access-key-env', 'AK', '--secret-key-env', 'SK']
  const args = ['--foreign-project', KNOWN.foreign.projectId, ...keys]
  const { code, stdout } = await command(server.url, '--token-env', 'TOKEN', ...args)
  expect(stdout).toMatch(/0 failed, 1 skipped/)
  expect(code).toBe(0)
})

test('a violation is shown as a cURL without the token, and reports are written', async () => {
  const folder = await temporaryFolder()
  const { url } = await faulty('limit is off by one')
  const files = ['json', 'junit', 'html'].flatMap((kind) => [`--${kind}`, join(folder, kind)])
  const only = ['--only', 'page-size', '--seed', '1', '--runs', '20']
  const { code, stdout } = await command(url, '--token-env', 'TOKEN', ...only, ...files)
  expect(code).toBe(1)
  expect(stdout).toContain(`curl --include`)
  expect(stdout).toContain(`'x-auth-token: '"$TOKEN"`)
  expect(stdout).not.toContain(KNOWN.token)
  const [json = '', junit, html] = await Promise.all(
    ['json', 'junit', 'html'].map((kind) => readFile(join(folder, kind), 'utf8')),
  )
  expect(JSON.parse(json).seed).toBe(1)
  expect(junit).toContain('<failure message="expected')
  expect(html).toContain('<td class="failed">')
})

test.each([
  ['the end of a window is exclusive', 'window-boundaries', /^window-boundaries:/],
  // Checks that try many rules, of which one alone is replayed, and kept for itself.
  ['a maximum is not checked', 'negative-data-rejected', /^negative-data-rejected\/limit\.maximum:/],
  ['any repeated name is taken', 'mutated-queries', /^mutated-queries\/own-twice:/],
])('%s: --replay finds the same request again, --keep tries it first in the next run', async (name, check, form) => {
  const file = join(await temporaryFolder(), 'kept.json')
  const { url } = await faulty(name)
  const run = (...args: string[]) => command(url, '--token-env', 'TOKEN', ...args)
  const tried = ({ stdout }: { stdout: string }) => /curl .*/.exec(stdout)?.[0]
  const first = await run('--only', check, '--seed', '1', '--runs', '20', '--keep', file)
  const replay = /--replay '(.*)'/.exec(first.stdout)?.[1] ?? ''
  expect(replay).toMatch(form)
  const again = await run('--replay', replay)
  expect([again.code, tried(again)]).toEqual([1, tried(first)])
  expect(again.stdout).toMatch(/; [1-9] requests/)
  const property = replay.split(':')[0] ?? ''
  expect(JSON.parse(await readFile(file, 'utf8'))[property]).toHaveLength(1)
  const next = await run('--only', check, '--seed', '2', '--keep', file)
  expect([next.code, next.stderr]).toEqual([1, ''])
})

test('a token that is refused is told once, by its variable, and nothing is judged', async () => {
  const { code, stdout, stderr } = await command(server.url, '--token-env', 'OLD')
  const { code: errorCode, message } = errorExample(listOperation(), 'token-expired')
  expect(stderr).toBe(`The token of OLD is refused for the project ${KNOWN.projectId}: 401 ${errorCode} ${message}\n`)
  expect([code, stdout]).toEqual([4, ''])
})

test.each([200, 404])('a server of pages that answers %i is asked one thing, and nothing is judged', async (status) => {
  let asked = 0
  const url = await serve((_, response) => {
    asked += 1
    response.writeHead(status, { 'content-type': 'text/html' }).end('<p>Hello</p>')
  })
  const { code, stdout, stderr } = await command(url, '--token-env', 'TOKEN')
  expect(stderr).toBe(`${url} answers a valid request with ${status} text/html: is this the API?\n`)
  expect([code, stdout, asked]).toEqual([4, '', 1])
})

test('a run whose requests end before the checks do is no verdict', async () => {
  const { code, stdout, stderr } = await command(
    server.url,
    '--token-env',
    'TOKEN',
    '--only',
    'page-size',
    '--max-requests',
    '2',
  )
  expect([code, stderr]).toEqual([4, expect.stringMatching(/raise --max-requests/)])
  expect(stdout).toMatch(/Not checked:\n {2}page-size: the 2 requests of the run are used up/)
})

describe('tells apart', () => {
  test.each<[string, string[], number, RegExp]>([
    ['no address', ['--token-env', 'TOKEN'], 2, /Give one URL/],
    ['no scheme', ['127.0.0.1:4020', '--token-env', 'TOKEN'], 2, /give http:\/\/127\.0\.0\.1:4020\./],
    ['no scheme of another machine', ['rds.example', '--token-env', 'TOKEN'], 2, /give https:\/\/rds\.example\./],
    [
      'a name that is not set',
      ['http://127.0.0.1:1', '--token-env', 'NOT_SET'],
      2,
      /variable NOT_SET, which is not set/,
    ],
    ['no token', ['http://127.0.0.1:1'], 2, /--token-env NAME is needed/],
    [
      'a secret in place of its name',
      ['http://127.0.0.1:1', '--token-env', 'secret-itself'],
      2,
      /^(?!.*secret-itself)/s,
    ],
    ['a token in the clear', ['http://rds.example', '--token-env', 'TOKEN'], 2, /use https/],
    ['an unknown flag', ['http://127.0.0.1:1', '--tokn'], 2, /--tokn.*--help/],
    ['a check that does not exist', [...LOCAL, '--only', 'page'], 2, /No check is named "page".*page-size/],
    ['a replay of no check', [...LOCAL, '--replay', 'page:1:0'], 2, /No check is named "page"/],
    ['a malformed project', [...LOCAL, '--project', 'mine'], 2, /--project must match/],
    ['its own project as a foreign one', [...LOCAL, '--foreign-project', KNOWN.projectId], 2, /another one/],
    ['a file that holds no counterexamples', [...LOCAL, '--keep', MAIN], 4, /no file of counterexamples/],
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

test('a Node that is too old is told so in one sentence, before anything else is loaded', async () => {
  const old = `data:text/javascript,Object.defineProperty(process.versions, 'node', { value: '18.20.4' })`
  const found = await new Promise((resolve) => {
    execFile(process.execPath, ['--import', old, MAIN, '--help'], (error, stdout, stderr) => {
      resolve({ code: error?.code, stdout, stderr })
    })
  })
  expect(found).toEqual({
    code: 4,
    stdout: '',
    stderr: expect.stringMatching(/^.*needs Node .* or later; this is 18\.20\.4\.\n$/),
  })
})
