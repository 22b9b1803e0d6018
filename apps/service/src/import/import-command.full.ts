import { execFile } from 'node:child_process'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { startTestPostgres } from '../store/test-postgres.ts'
import { folderForTest, runCommand } from '../testing/command.ts'
import { committedIn, killImports, taskLines, totalIn } from '../testing/import.ts'

const MILLION = 1_000_000
const EARLY = 100_000
const CHUNK = 1000

test('killed fifty times, nothing acknowledged is lost, and running it again completes it', () => killImports(50))

function* million(): Generator<string> {
  for (let from = 0; from < MILLION; from += CHUNK) yield taskLines(from, CHUNK)
}

/** The memory of a process as the system sees it, in KiB. */
async function residentKiB(pid: number | undefined): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)])
  return Number(stdout)
}

async function database(engine: string): Promise<string | undefined> {
  if (engine === 'SQLite') return undefined
  const server = await startTestPostgres()
  onTestFinished(() => server.remove())
  return server.url
}

/** Imports a million lines by standard input, and tells how much memory it took at most, in KiB. */
async function importMillion(data: string, databaseUrl = '') {
  const { child, seen, ended } = runCommand(['import', '-', '--data', data], { DATABASE_URL: databaseUrl })
  const most = { early: 0, late: 0 }
  child.stdout.on('data', async () => {
    const part = committedIn(seen.out) <= EARLY ? 'early' : 'late'
    // At the end there is no such process any more.
    const KiB = await residentKiB(child.pid).catch(() => 0)
    most[part] = Math.max(most[part], KiB)
  })
  await pipeline(Readable.from(million()), child.stdin)
  expect((await ended).code).toBe(0)
  return most
}

test.each(['SQLite', 'PostgreSQL'])(
  'a million lines into %s take little more memory than the first hundred thousand',
  async (engine) => {
    const [data, url] = [await folderForTest(), await database(engine)]
    const { early, late } = await importMillion(data, url)
    console.log(`${engine}: at most ${early} KiB up to ${EARLY} tasks, ${late} KiB afterwards`)
    expect(await totalIn(data, url)).toBe(MILLION)
    expect(late).toBeGreaterThan(0)
    // V8 and SQLite take their shares of memory by and by, at most half as much again; to keep each line would take 350 MB more.
    expect(late).toBeLessThan(2 * early)
  },
)
