import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
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
  const named = Object.values<Record<string, string>>(exports).flatMap((paths) => Object.values(paths))
  const files = named.map((path) => path.replace('./dist/', ''))
  expect(readdirSync(outDir)).toEqual(expect.arrayContaining([...files, 'THIRD-PARTY-LICENSES.txt']))
})

test('the built files import each other and nothing else', () => {
  const files = readdirSync(outDir).filter((name) => /\.(js|d\.ts)$/.test(name) && !name.startsWith('consumer'))
  expect(files.length).toBeGreaterThan(4)
  for (const name of files) {
    const code = read(name).replace(/\/\*[\s\S]*?\*\//g, '')
    const specifiers = [...code.matchAll(/^(?:import|export)\b[^;]*?\bfrom\s*["'`]([^"'`]+)/gm)].map(([, from]) => from)
    const bundled = specifiers.filter((specifier) => !/^node:(fs|os|path)$/.test(specifier ?? ''))
    for (const specifier of bundled)
      expect(readdirSync(outDir)).toContain(
        specifier?.replace('./', '').replace(/\.js$/, name.endsWith('.d.ts') ? '.d.ts' : '.js'),
      )
    expect(code).not.toMatch(/\bimport\s*[("'`]|\brequire\s*\(/)
    if (name.endsWith('.d.ts')) expect(code).not.toContain('openapi-fetch')
  }
})

test('keeps the notice of the code that it contains', () => {
  expect(read('THIRD-PARTY-LICENSES.txt')).toMatch(/openapi-fetch \d+\.\d+\.\d+[\s\S]*MIT License[\s\S]*Copyright/)
})

test('the declarations keep the rules of the document as comments', () => {
  const declarations = readdirSync(outDir).filter((name) => name.endsWith('.d.ts'))
  expect(declarations.map(read).join('')).toContain('must be at most')
})

test.each([
  ['browsers', { lib: ['es2022', 'dom'], types: [] }],
  ['Node', { lib: ['es2022'], types: ['node'], typeRoots: [join(PACKAGE_DIRECTORY, 'node_modules/@types')] }],
])('the declarations compile in strict projects for %s', async (name, options) => {
  writeFileSync(
    join(outDir, 'consumer.ts'),
    `import { password, renewingToken } from './credentials.js'
import { explain } from './explain.js'
import { ApiError, createClient, safe, type Task } from './index.js'
import { wait } from './wait.js'
const client = createClient({ region: 'eu-west-101', projectId: '', credentials: { token: '' }, fetch: globalThis.fetch })
export const first: Promise<Task | undefined> = client.list({ limit: 1 }).then((page) => page.tasks[0])
export const isMissing = (error: unknown): boolean => ApiError.is(error) && error.code === 'APIGW.0101'
export const providers = [password, renewingToken]
export const last: Promise<string> = wait(client, '').then(({ status }) => explain(undefined)?.action ?? status)
export const narrowed = safe(client.list()).then((result) => (result.ok ? result.data.tasks : result.status))
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
  // Rejects with what the compiler prints. openapi-typescript brings the last compiler before TypeScript 7.
  const older = createRequire(createRequire(import.meta.url).resolve('openapi-typescript'))
  for (const resolver of [createRequire(import.meta.url), older]) {
    const { bin, version } = resolver('typescript/package.json')
    console.log(`compiled with TypeScript ${version}`)
    await run(process.execPath, [join(dirname(resolver.resolve('typescript/package.json')), bin.tsc), '-p', project])
  }
})

/** The Node that the machine has without ours. */
function ownNode(): string {
  const own = process.env.PATH?.split(delimiter)
    .filter((directory) => !directory.includes('node_modules'))
    .map((directory) => join(directory, 'node'))
    .find((path) => existsSync(path))
  if (own === undefined) throw new Error('There is no node on the PATH outside node_modules.')
  return own
}

test.each([
  ["the machine's own Node", ownNode],
  ["the repository's Node", () => process.execPath],
])('the built files run on %s', async (_, node) => {
  const page = pageExample('running')
  let attempts = 0
  const server = await serve(({ url, headers }, response) => {
    const query = new URL(url ?? '', 'http://localhost').searchParams
    const name = query.get('name')
    if (name === 'unauthorized' && headers['x-auth-token'] !== 'second') response.writeHead(401).end('{}')
    else if (name === 'retry' && ++attempts < 2) response.writeHead(503).end()
    else if (name === 'gateway') response.writeHead(501).end('<html>')
    else if (name === 'hang') return
    else if (query.has('id'))
      response.end(JSON.stringify({ ...page, tasks: [{ ...page.tasks[0], status: 'Completed' }] }))
    else response.end(JSON.stringify(page))
  })
  const script = `
    const { createClient, safe } = await import('./index.js')
    const { wait } = await import('./wait.js')
    const { renewingToken } = await import('./credentials.js')
    const { explain } = await import('./explain.js')
    const common = { endpoint: '${server.endpoint}', projectId: '${PROJECT_ID}' }
    const client = createClient({ ...common, credentials: { token: '${TOKEN}' } })
    const tokens = ['first', 'second']
    const renewing = createClient({ ...common, credentials: renewingToken(async () => tokens.shift()) })
    const status = async (call) => { const { status, error } = await safe(call); return status ?? error.kind }
    console.log(JSON.stringify({
      version: process.versions.node,
      page: await client.list(),
      iterated: (await client.tasks().toArray()).length,
      retried: await status(client.list({ name: 'retry' })),
      renewed: await status(renewing.list({ name: 'unauthorized' })),
      waited: (await wait(client, '${page.tasks[0]?.id}')).status,
      gateway: await status(client.list({ name: 'gateway' })),
      refused: await status(client.list({ limit: 0 })),
      aborted: await status(client.list({ name: 'hang' }, { signal: AbortSignal.timeout(50) })),
      explained: typeof explain(await client.list({ limit: 0 }).catch((error) => error)).action,
    }))`
  const { stdout } = await run(node(), ['--input-type=module', '--eval', script], { cwd: outDir, env: {} })
  const { version, ...outcome } = JSON.parse(stdout)
  console.log(`ran on Node ${version}`)
  expect(outcome).toEqual({
    page,
    iterated: page.tasks.length,
    retried: 200,
    renewed: 200,
    waited: 'Completed',
    gateway: 'other',
    refused: 400,
    aborted: 'aborted',
    explained: 'string',
  })
})

// Upper bounds of what was measured; docs/decisions/0013 tells what they consist of. A consumer's bundler drops what is not imported.
test.each([
  ['createClient alone', 'src/client.ts', 8800],
  ['the core entry', 'src/index.ts', 9400],
  ['with wait and credentials', 'src/testing/everything.ts', 13_100],
])('stays small: %s', async (name, entry, budget) => {
  // Without the package's config, whose entries would share chunks with this one.
  await build({
    config: false,
    cwd: PACKAGE_DIRECTORY,
    entry: { minified: entry },
    outDir: join(outDir, 'minified'),
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    minify: true,
    dts: false,
    deps: { onlyBundle: ['openapi-fetch'], onlyImport: [] },
    logLevel: 'warn',
  })
  const minified = readFileSync(join(outDir, 'minified/minified.js'))
  const size = gzipSync(minified, { level: 9 }).length
  console.log(`${name}: ${minified.length} bytes minified, ${size} bytes gzipped`)
  expect(minified.toString()).not.toMatch(/\bfrom\s*["'`]/)
  expect(size).toBeLessThanOrEqual(budget)
})
