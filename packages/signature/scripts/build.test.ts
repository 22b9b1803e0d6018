import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import sparticuz from '@sparticuz/chromium'
import { chromium } from 'playwright-core'
import { build } from 'tsdown'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { inputsOf, vectors } from '../src/testing/vectors.ts'

// Built here from the sources of this moment: a dist that lies around may be older than they are.
const PACKAGE_DIRECTORY = dirname(import.meta.dirname)
const outDir = mkdtempSync(join(tmpdir(), 'signature-build-'))
const config = join(PACKAGE_DIRECTORY, 'tsdown.config.ts')
const run = promisify(execFile)

beforeAll(() => build({ config, cwd: PACKAGE_DIRECTORY, outDir, logLevel: 'warn' }))
afterAll(() => rmSync(outDir, { recursive: true }))

const read = (name: string) => readFileSync(join(outDir, name), 'utf8')
const blocksOfReadme = () => {
  const readme = readFileSync(join(PACKAGE_DIRECTORY, 'README.md'), 'utf8')
  return [...readme.matchAll(/```\w*\n(.*?)```/gs)].map(([, block = '']) => block)
}

/** The Node that the machine has without ours. */
function ownNode(): string {
  const own = process.env.PATH?.split(delimiter)
    .filter((directory) => !directory.includes('node_modules'))
    .map((directory) => join(directory, 'node'))
    .find((path) => existsSync(path))
  if (own === undefined) throw new Error('There is no node on the PATH outside node_modules.')
  return own
}

// Text, because it runs elsewhere: it signs and verifies every vector and gives the names of those that come out wrong.
const CHECK = `async (specifier, cases) => {
  const { sign, verify } = await import(specifier)
  const wrong = []
  for (const { name, authorization, request, credentials, options } of cases) {
    const added = await sign(request, credentials, options)
    const headers = { ...request.headers, ...added }
    const answer = await verify({ ...request, headers }, { secretOf: () => credentials, now: options.date })
    const refused = await verify({ ...request, headers, method: 'PUT' }, { secretOf: () => credentials, now: options.date })
    if (added.Authorization !== authorization || !answer.ok || refused.reason !== 'signature-mismatch') wrong.push(name)
  }
  return { checked: cases.length, wrong }
}`
const CASES = JSON.stringify(vectors.map((vector) => ({ ...vector, ...inputsOf(vector) })))
const ALL_RIGHT = { checked: vectors.length, wrong: [] }

test('emits what package.json exports', () => {
  const { exports } = JSON.parse(readFileSync(join(PACKAGE_DIRECTORY, 'package.json'), 'utf8'))
  const named = Object.values<string>(exports['.']).map((path) => path.replace('./dist/', ''))
  expect(readdirSync(outDir)).toEqual(expect.arrayContaining(named))
})

test('the bundle imports nothing', () => {
  const importing = /^\s*import\b|\bfrom\s*["'`]|\bimport\s*\(|\brequire\s*\(/m
  expect(read('index.js')).not.toMatch(importing)
  expect(read('index.d.ts')).not.toMatch(importing)
})

test.each([
  ['browsers', { lib: ['es2022', 'dom'], types: [] }],
  ['Node', { lib: ['es2022'], types: ['node'], typeRoots: [join(PACKAGE_DIRECTORY, 'node_modules/@types')] }],
])('the declarations compile in strict projects for %s', async (name, options) => {
  writeFileSync(
    join(outDir, 'consumer.ts'),
    `import { type SignatureHeaders, sign, verify } from './index.js'
const { method, url, headers } = new Request('https://rds.example.com')
export const added: Promise<SignatureHeaders> = sign({ method, url, headers }, { accessKey: '', secretKey: '' })
export const known: Promise<boolean> = verify({ method, url: new URL(url), headers: {} }, { secretOf: () => undefined })
  .then((answer) => answer.ok || answer.reason === 'stale-date')
// @ts-expect-error no secret
sign({ method, url }, { accessKey: '' })
`,
  )
  const strict = { strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true }
  const compilerOptions = { ...strict, module: 'nodenext', ...options }
  const project = join(outDir, `tsconfig.${name}.json`)
  writeFileSync(project, JSON.stringify({ compilerOptions, files: ['consumer.ts'] }))
  // Rejects with what the compiler prints.
  await run(join(PACKAGE_DIRECTORY, 'node_modules/.bin/tsc'), ['-p', project])
})

test.each([
  ["the machine's own Node", ownNode()],
  ['the Node of the repository', process.execPath],
])('signs and verifies every vector on %s', async (_, node) => {
  const script = `console.log(process.versions.node, JSON.stringify(await (${CHECK})('./index.js', ${CASES})))`
  const { stdout } = await run(node, ['--input-type=module', '--eval', script], { cwd: outDir, env: {} })
  const [version, ...outcome] = stdout.split(' ')
  console.log(`ran on Node ${version}`)
  expect(JSON.parse(outcome.join(' '))).toEqual(ALL_RIGHT)
})

test('signs and verifies every vector in Chromium', async () => {
  const server = createServer(({ url }, response) => {
    if (url === '/index.js') response.setHeader('Content-Type', 'text/javascript').end(read('index.js'))
    else response.setHeader('Content-Type', 'text/html').end('<!doctype html>')
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const isBundled = process.platform === 'linux' && process.arch === 'x64'
  const executablePath = process.env.CHROME_PATH ?? (isBundled ? await sparticuz.executablePath() : undefined)
  if (executablePath === undefined) {
    throw new Error('The browser test needs CHROME_PATH, the path of a Chromium, on anything but Linux x64.')
  }
  const args = ['--no-sandbox', '--disable-gpu', '--no-zygote']
  const browser = await chromium.launch({ executablePath, args })
  onTestFinished(() => browser.close())
  const page = await browser.newPage()
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  expect(await page.evaluate(`(${CHECK})('/index.js', ${CASES})`)).toEqual(ALL_RIGHT)
  console.log(`ran in Chromium ${browser.version()}`)
})

/** Starts a server and waits for the port that it prints. */
async function startServer(file: string, env: Record<string, string>): Promise<{ child: ChildProcess; port: string }> {
  const child = spawn(ownNode(), [file], { cwd: outDir, env, stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill())
  const [printed] = await once(child.stdout, 'data')
  return { child, port: String(printed).trim() }
}

test('the examples of the README run: what is signed is accepted, another secret is not', async () => {
  const [signing = '', verifying = ''] = blocksOfReadme()
  const local = (text: string) => text.replaceAll("'@rds-tasklist/signature'", "'./index.js'")
  const listen = ".listen(4020, '127.0.0.1')"
  expect(verifying).toContain(listen)
  expect(signing).toContain(':4020/')
  const announced = `.listen(0, '127.0.0.1', function () { console.log(this.address().port) })`
  writeFileSync(join(outDir, 'server.mjs'), local(verifying).replace(listen, announced))
  const { child, port } = await startServer('server.mjs', { RDS_SECRET_KEY: 'the-secret' })
  writeFileSync(join(outDir, 'sender.mjs'), local(signing).replace(':4020/', `:${port}/`))
  const send = async (secret: string) =>
    (await run(ownNode(), ['sender.mjs'], { cwd: outDir, env: { RDS_SECRET_KEY: secret } })).stdout
  expect(await send('the-secret')).toBe('200\n')
  const logged = once(child.stdout as NodeJS.ReadableStream, 'data')
  expect(await send('another')).toBe('401\n')
  expect(String((await logged)[0])).toBe('refused: signature-mismatch\n')
})

test('the explanation of the README is what explain prints', async () => {
  const [, , explaining = '', printed = ''] = blocksOfReadme()
  const script = explaining.replace("'@rds-tasklist/signature'", "'./index.js'")
  const { stdout } = await run(ownNode(), ['--input-type=module', '--eval', script], { cwd: outDir, env: {} })
  expect(stdout).toBe(printed)
})

// A consumer's bundler drops what is not imported, so the smaller numbers are what most applications carry.
test.each([
  ['sign alone', 'sign', 1536],
  ['verify alone', 'verify', 1850],
  ['all exports', '*', 2750],
])('stays small: %s', async (name, exported, budget) => {
  const entry = join(outDir, `entry-${budget}.js`)
  writeFileSync(entry, `export ${exported === '*' ? '*' : `{ ${exported} }`} from './index.js'\n`)
  const options = { entry: { minified: entry }, outDir: join(outDir, 'minified'), minify: true, dts: false }
  await build({ config, cwd: PACKAGE_DIRECTORY, ...options, logLevel: 'warn' })
  const minified = readFileSync(join(outDir, 'minified/minified.js'))
  const size = gzipSync(minified, { level: 9 }).length
  console.log(`${name}: ${minified.length} bytes minified, ${size} bytes gzipped`)
  expect(size).toBeLessThanOrEqual(budget)
})
