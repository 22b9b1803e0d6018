import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { addresses, runCommand, serveFlags } from './testing/command.ts'
import { listOf, PROJECT, TOKEN, tasks } from './testing/fixtures.ts'

const lines = tasks.map((task) => JSON.stringify(task)).join('\n')

async function listed(url: string): Promise<{ total_count: number }> {
  const response = await fetch(`${url}${listOf(PROJECT)}`, { headers: { 'x-auth-token': TOKEN } })
  return (await response.json()) as { total_count: number }
}

/** What the flags say is the folder of the data. */
function dataOf(flags: string[]): string {
  return flags[flags.indexOf('--data') + 1] ?? ''
}

async function importLines(flags: string[]) {
  const { child, ended } = runCommand(['import', '-', '--data', dataOf(flags)])
  child.stdin.end(lines)
  return ended
}

test('a second process that would serve the same file is refused, with the file and the process that has it', async () => {
  const flags = await serveFlags()
  const first = runCommand(flags)
  const { url } = await addresses(first)
  const { code, out, err } = await runCommand(flags).ended
  expect([code, out]).toEqual([1, ''])
  expect(err).toMatch(
    new RegExp(`^\\S+/data/tasks\\.sqlite is served by another process \\(pid ${first.child.pid}\\): .*\\n$`),
  )
  expect((await listed(url)).total_count).toBe(0)
  first.child.kill('SIGTERM')
  expect((await first.ended).code).toBe(0)
  await addresses(runCommand(flags))
})

test('an import beside the serving process is seen by whoever asks', async () => {
  const flags = await serveFlags()
  const { url } = await addresses(runCommand(flags))
  expect(await importLines(flags)).toMatchObject({ code: 0, err: '' })
  expect((await listed(url)).total_count).toBe(tasks.length)
})

test('killed without warning, it leaves nothing that keeps the next one from starting, and loses nothing', async () => {
  const flags = await serveFlags()
  const first = runCommand(flags)
  await addresses(first)
  await importLines(flags)
  first.child.kill('SIGKILL')
  expect((await first.ended).code).toBe(null)
  expect(await readFile(`${dataOf(flags)}/tasks.sqlite.pid`, 'utf8')).toBe(`${first.child.pid}\n`)
  const { url } = await addresses(runCommand(flags))
  expect((await listed(url)).total_count).toBe(tasks.length)
})
