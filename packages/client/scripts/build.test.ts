import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { build } from 'tsdown'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PROJECT_ID, TOKEN } from '../src/testing/client-of.ts'
import { pageExample } from '../src/testing/document-examples.ts'
import { serve } from '../src/testing/serve.ts'

// Built here from the sources of this moment: a dist that lies around may be older than they are.
const PACKAGE_DIRECTORY = dirname(import.meta.dirname)
const outDir = mkdtempSync(join(tmpdir(), 'client-build-'))
const run = promisify(execFile)

beforeAll(async () => {
  const config = join(PACKAGE_DIRECTORY, 'tsdown.config.ts')
  await build({ config, cwd: PACKAGE_DIRECTORY, outDir, logLevel: 'warn' })
})

afterAll(() => rmSync(outDir, { recursive: true }))

const read = (name: string) => readFileSync(join(outDir, name), 'utf8')

test('emits what package.json exports', () => {
  const { exports } = JSON.parse(readFileSync(join(PACKAGE_DIRECTORY, 'package.json'), 'utf8'))
  const named = Object.values<string>(exports['.']).map((path) => path.replace('./dist/', ''))
  expect(readdirSync(outDir)).toEqual(expect.arrayContaining([...named, 'THIRD-PARTY-LICENSES.txt']))
})

test('the bundle imports nothing', () => {
  expect(read('index.js')).not.toMatch(/^\s*import\b|\bfrom\s*["'`]|\bimport\s*\(|\brequire\s*\(/m)
  expect(read('index.d.ts')).not.toMatch(/^\s*import\b|\bfrom\s*["'`]|\bimport\s*\(|openapi-fetch/m)
})

test('keeps the notice of the code that it contains', () => {
  expect(read('THIRD-PARTY-LICENSES.txt')).toMatch(/openapi-fetch \d+\.\d+\.\d+[\s\S]*MIT License[\s\S]*Copyright/)
})

test('the declarations keep the rules of the document as comments', () => {
  expect(read('index.d.ts')).toContain('must be at most')
})

test.each([
  ['browsers', { lib: ['es2022', 'dom'], types: [] }],
  ['Node', { lib: ['es2022'], types: ['node'], typeRoots: [join(PACKAGE_DIRECTORY, 'node_modules/@types')] }],
])('the declarations compile in strict projects for %s', async (name, options) => {
  writeFileSync(
    join(outDir, 'consumer.ts'),
    `import { ApiError, createClient, type Task } from './index.js'
const client = createClient({ region: 'eu-west-101', projectId: '', credentials: { token: '' }, fetch: globalThis.fetch })
export const first: Promise<Task | undefined> = client.list({ limit: 1 }).then((page) => page.tasks[0])
export const isMissing = (error: unknown): boolean => ApiError.is(error) && error.code === 'APIGW.0101'
// @ts-expect-error a start needs an end
client.list({ start_time: 0 })
`,
  )
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
    module: 'nodenext',
  }
  const project = join(outDir, `tsconfig.${name}.json`)
  writeFileSync(
    project,
    JSON.stringify({ compilerOptions: { ...compilerOptions, ...options }, files: ['consumer.ts'] }),
  )
  // Rejects with what the compiler prints.
  await run(join(PACKAGE_DIRECTORY, 'node_modules/.bin/tsc'), ['-p', project])
})

test("runs on the machine's own Node", async () => {
  const own = process.env.PATH?.split(delimiter)
    .filter((directory) => !directory.includes('node_modules'))
    .map((directory) => join(directory, 'node'))
    .find((path) => existsSync(path))
  if (own === undefined) throw new Error('There is no node on the PATH outside node_modules.')
  const page = pageExample('running')
  const server = await serve(({ url }, response) => {
    if (url?.endsWith('?limit=1')) response.end(JSON.stringify(page))
    else if (url?.endsWith('?limit=2')) response.writeHead(502).end('<html>')
  })
  const script = `
    const { createClient } = await import('./index.js')
    const client = createClient({ endpoint: '${server.endpoint}', projectId: '${PROJECT_ID}', credentials: { token: '${TOKEN}' } })
    const failure = (promise) => promise.then(() => 'no error', ({ kind, status }) => ({ kind, status }))
    console.log(JSON.stringify({
      version: process.versions.node,
      page: await client.list({ limit: 1 }),
      gateway: await failure(client.list({ limit: 2 })),
      aborted: await failure(client.list({ limit: 3 }, { signal: AbortSignal.timeout(50) })),
    }))`
  const { stdout } = await run(own, ['--input-type=module', '--eval', script], { cwd: outDir, env: {} })
  const { version, ...outcome } = JSON.parse(stdout)
  console.log(`ran on Node ${version}`)
  expect(outcome).toEqual({ page, gateway: { kind: 'api', status: 502 }, aborted: { kind: 'aborted' } })
})

// A consumer's bundler drops what is not imported, so the smaller number is what most applications carry.
test.each([
  ['createClient alone', 'src/client.ts', 6500],
  ['all exports', 'src/index.ts', 7000],
])('stays small: %s', async (name, entry, budget) => {
  const config = join(PACKAGE_DIRECTORY, 'tsdown.config.ts')
  const options = { entry: { minified: entry }, outDir: join(outDir, 'minified'), minify: true, dts: false }
  await build({ config, cwd: PACKAGE_DIRECTORY, ...options, logLevel: 'warn' })
  const minified = readFileSync(join(outDir, 'minified/minified.js'))
  const size = gzipSync(minified, { level: 9 }).length
  console.log(`${name}: ${minified.length} bytes minified, ${size} bytes gzipped`)
  expect(size).toBeLessThanOrEqual(budget)
})
