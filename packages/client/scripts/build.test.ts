import { execFile } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { build } from 'tsdown'
import { expect, test } from 'vitest'
import { apiReport } from './api-report.ts'
import { PACKAGE_DIRECTORY } from './build-package.ts'
import { built } from './built.ts'
import { madeModules } from './made-modules.ts'

const outDir = await built()
const run = promisify(execFile)

const read = (name: string) => readFileSync(join(outDir, name), 'utf8')

test('emits what package.json exports', () => {
  const { exports } = JSON.parse(readFileSync(join(PACKAGE_DIRECTORY, 'package.json'), 'utf8'))
  const named = Object.values<Record<string, string>>(exports).flatMap((paths) => Object.values(paths))
  const files = named.map((path) => path.replace('./dist/', ''))
  expect(readdirSync(outDir)).toEqual(expect.arrayContaining([...files, 'THIRD-PARTY-LICENSES.txt']))
})

test('is packed as bundlers and runtimes want it', async () => {
  const { messages } = await publint({ pkgDir: dirname(outDir), pack: false, strict: true })
  expect(messages.map((message) => formatMessage(message, {}))).toEqual([])
})

test('api.txt is the public API', () => {
  const mend = 'A caller sees another API than api.txt says. Judge the difference; to accept it, run pnpm generate.'
  expect(apiReport(outDir), mend).toBe(readFileSync(join(PACKAGE_DIRECTORY, 'api.txt'), 'utf8'))
})

test('the built files import each other and nothing else', () => {
  const files = readdirSync(outDir).filter((name) => /\.(js|d\.ts)$/.test(name) && !name.startsWith('consumer'))
  expect(files.length).toBeGreaterThan(4)
  for (const name of files) {
    const code = read(name).replace(/\/\*[\s\S]*?\*\//g, '')
    const specifiers = [...code.matchAll(/^(?:import|export)\b(?:[^;"'`]*?\bfrom)?\s*["'`]([^"'`]+)/gm)].map(
      ([, from]) => from,
    )
    const bundled = specifiers.filter((specifier) => !/^node:(diagnostics_channel|fs|os|path)$/.test(specifier ?? ''))
    for (const specifier of bundled.filter((one) => !(one === 'msw' && name.startsWith('testing.msw.'))))
      expect(readdirSync(outDir)).toContain(
        specifier?.replace('./', '').replace(/\.js$/, name.endsWith('.d.ts') ? '.d.ts' : '.js'),
      )
    expect(code).not.toMatch(/\bimport\s*\(|\brequire\s*\(/)
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
import { logger, toCurl } from './observe.js'
import { diagnosticsChannel } from './observe.node.js'
import { endOfTaskQuery, tasksInfiniteQuery } from './react-query.js'
import { taskSwrSubscription, tasksSwr } from './swr.js'
import { createFake, exampleTask } from './testing.js'
import { validation } from './validate.js'
import { wait } from './wait.js'
const validate = validation({ mode: 'strict', onDrift: ({ path }) => path.length })
export const fake = createClient({ endpoint: '', projectId: '', credentials: { token: '' }, fetch: createFake({ tasks: [exampleTask()] }).fetch })
const client = createClient({ region: 'eu-west-101', projectId: '', credentials: { token: '' }, fetch: globalThis.fetch, validate, hooks: logger(console) })
export const first: Promise<Task | undefined> = client.list({ limit: 1 }).then((page) => page.tasks[0])
export const isMissing = (error: unknown): boolean => ApiError.is(error) && error.code === 'APIGW.0101'
export const providers = [password, renewingToken]
export const last: Promise<string> = wait(client, '').then(({ status }) => explain(undefined)?.action ?? status)
export const narrowed = safe(client.list()).then((result) => (result.ok ? result.data.tasks : result.status))
export const command: Promise<string> = client.dryRun({ limit: 1 }).then(toCurl)
export const options = [endOfTaskQuery(client, ''), tasksInfiniteQuery(client), ...tasksSwr(client), ...taskSwrSubscription(client, '')]
export const channels = diagnosticsChannel().onError
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

// Upper bounds of what was measured; docs/decisions/0013 tells what they consist of. A consumer's bundler drops what is not imported.
test.each([
  ['createClient alone', 'src/client.ts', 9700],
  ['the core entry', 'src/index.ts', 10_100],
  ['validate alone', 'src/validate.ts', 3500],
  ['testing alone', 'src/testing.ts', 8800],
  ['with wait and credentials', 'src/testing/everything.ts', 14_600],
])('stays small: %s', async (name, entry, budget) => {
  const { minified, size } = await minify(entry)
  console.log(`${name}: ${minified.length} bytes minified, ${size} bytes gzipped`)
  expect(minified).not.toMatch(/\bfrom\s*["'`]/)
  // A strict Content-Security-Policy forbids code made of strings.
  expect(minified).not.toMatch(/\b(eval|Function)\s*\(/)
  expect(size).toBeLessThanOrEqual(budget)
})

test.each([
  ['tasksQuery', 'react-query', 100],
  ['*', 'react-query', 650],
  ['tasksSwr', 'swr', 100],
  ['*', 'swr', 1050],
])('adds little to the core entry: %s of %s', async (exported, entry, budget) => {
  const core = `export * from '${PACKAGE_DIRECTORY}/src/index.ts'\n`
  const added = `export ${exported === '*' ? '*' : `{ ${exported} }`} from '${PACKAGE_DIRECTORY}/src/${entry}.ts'\n`
  const file = join(outDir, `with-${entry}.ts`)
  writeFileSync(file, core)
  const without = (await minify(file)).size
  writeFileSync(file, core + added)
  const more = (await minify(file)).size - without
  console.log(`${exported} of ${entry}: ${more} bytes gzipped`)
  expect(more).toBeLessThanOrEqual(budget)
})

async function minify(entry: string): Promise<{ minified: string; size: number }> {
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
    plugins: [madeModules],
    deps: { onlyBundle: ['openapi-fetch'], onlyImport: [] },
    logLevel: 'warn',
  })
  const minified = readFileSync(join(outDir, 'minified/minified.js'))
  return { minified: minified.toString(), size: gzipSync(minified, { level: 9 }).length }
}
