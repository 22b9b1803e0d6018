import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { machineNode } from '@rds-tasklist/runtimes'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { build } from 'tsdown'
import { expect, onTestFinished, test } from 'vitest'
import { built, PACKAGE_DIRECTORY } from './built.ts'

const outDir = await built()
const run = promisify(execFile)

const read = (name: string) => readFileSync(join(outDir, name), 'utf8')
const blocksOfReadme = () => {
  const readme = readFileSync(join(PACKAGE_DIRECTORY, 'README.md'), 'utf8')
  return [...readme.matchAll(/```\w*\n(.*?)```/gs)].map(([, block = '']) => block)
}

test('emits what package.json exports', () => {
  const { exports } = JSON.parse(readFileSync(join(PACKAGE_DIRECTORY, 'package.json'), 'utf8'))
  const named = Object.values<string>(exports['.']).map((path) => path.replace('./dist/', ''))
  expect(readdirSync(outDir)).toEqual(expect.arrayContaining(named))
})

test('is packed as bundlers and runtimes want it', async () => {
  const { messages } = await publint({ pkgDir: dirname(outDir), pack: false, strict: true })
  expect(messages.map((message) => formatMessage(message, {}))).toEqual([])
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

/** Starts a server and waits for the port that it prints. */
async function startServer(file: string, env: Record<string, string>): Promise<{ child: ChildProcess; port: string }> {
  const child = spawn(machineNode(), [file], { cwd: outDir, env, stdio: ['ignore', 'pipe', 'inherit'] })
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
    (await run(machineNode(), ['sender.mjs'], { cwd: outDir, env: { RDS_SECRET_KEY: secret } })).stdout
  expect(await send('the-secret')).toBe('200\n')
  const logged = once(child.stdout as NodeJS.ReadableStream, 'data')
  expect(await send('another')).toBe('401\n')
  expect(String((await logged)[0])).toBe('refused: signature-mismatch\n')
})

test('the explanation of the README is what explain prints', async () => {
  const [, , explaining = '', printed = ''] = blocksOfReadme()
  const script = explaining.replace("'@rds-tasklist/signature'", "'./index.js'")
  const { stdout } = await run(machineNode(), ['--input-type=module', '--eval', script], { cwd: outDir, env: {} })
  expect(stdout).toBe(printed)
})

// A consumer's bundler drops what is not imported, so the smaller numbers are what most applications carry.
test.each([
  ['sign alone', 'sign', 1900],
  ['verify alone', 'verify', 2050],
  ['all exports', '*', 3080],
])('stays small: %s', async (name, exported, budget) => {
  const entry = join(outDir, `entry-${budget}.js`)
  writeFileSync(entry, `export ${exported === '*' ? '*' : `{ ${exported} }`} from './index.js'\n`)
  const options = { entry: { minified: entry }, outDir: join(outDir, 'minified'), minify: true, dts: false }
  await build({
    config: join(PACKAGE_DIRECTORY, 'tsdown.config.ts'),
    cwd: PACKAGE_DIRECTORY,
    ...options,
    logLevel: 'warn',
  })
  const minified = readFileSync(join(outDir, 'minified/minified.js'))
  const size = gzipSync(minified, { level: 9 }).length
  console.log(`${name}: ${minified.length} bytes minified, ${size} bytes gzipped`)
  expect(size).toBeLessThanOrEqual(budget)
})
