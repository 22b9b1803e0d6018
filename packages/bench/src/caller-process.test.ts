import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startCaller } from './caller-process.ts'
import type { CallerSettings } from './callers/settings.ts'
import { PATH, SAMPLE_PAGE } from './document.ts'
import { bareFastify, caller } from './programs.ts'
import { ownFile, type Program, startServer } from './server-process.ts'
import { temporaryFolder } from './temporary-folder.ts'

const answer = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(SAMPLE_PAGE) }

async function start(program: Program) {
  const started = await startCaller(program)
  onTestFinished(() => started.stop())
  return started
}

async function programOf(code: string): Promise<Program> {
  const { path, remove } = await temporaryFolder()
  onTestFinished(remove)
  const file = join(path, 'caller.ts')
  await writeFile(file, `import { takeTurns } from '${ownFile('./caller-process.ts')}'\n${code}`)
  return { file }
}

async function endpointOf(path: string) {
  const server = await startServer(bareFastify({ ...answer, path }))
  onTestFinished(() => server.stop())
  return server.url
}

const CALLERS: [string, Omit<CallerSettings, 'endpoint'>][] = [
  ['raw', {}],
  ['client', {}],
  ['client', { signed: true }],
]

test.each(CALLERS)('%s %j makes its calls, turn after turn', async (name, settings) => {
  const { turn } = await start(caller(name, { ...settings, endpoint: await endpointOf(PATH) }))
  for (let count = 0; count < 2; count += 1) expect(await turn(20)).toBeGreaterThan(0)
})

test.each(CALLERS)('%s %j takes no refusal for a call', async (name, settings) => {
  const { turn } = await start(caller(name, { ...settings, endpoint: await endpointOf('/other') }))
  await expect(turn(20)).rejects.toThrow(/^A call of .*\.ts failed: .*404/)
})

test('a call costs the CPU time that it takes, whatever the time that it waits', async () => {
  const burn = `const start = process.cpuUsage().user; while (process.cpuUsage().user - start < 5000);`
  const { turn } = await start(await programOf(`takeTurns(async () => { ${burn} })`))
  expect(await turn(1)).toBeGreaterThanOrEqual(5000)
  const wait = 'await new Promise((resolve) => setTimeout(resolve, 50))'
  const { turn: turnOfWaiting } = await start(await programOf(`takeTurns(async () => { ${wait} })`))
  await turnOfWaiting(1)
  expect(await turnOfWaiting(1)).toBeLessThan(50_000)
})

test('a program that ends before it can call is named', async () => {
  await expect(startCaller(await programOf('process.exit(3)'))).rejects.toThrow(/caller\.ts ended \(3\)/)
})
