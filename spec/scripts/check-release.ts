import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lastRelease, mayBreak, mendFor, versionOf } from '../release.ts'
import { brokenRules } from './broken-rules.ts'
import { SpecProblems } from './problems.ts'
import { redocly } from './redocly.ts'

type Change = { path: string; impact: string; verdicts: { message: string }[] }

/**
 * Compares a bundle with the last release and says in one sentence how they stand.
 *
 * @throws {@link SpecProblems} that names each broken promise, unless a higher major version announces them.
 */
export async function checkRelease(current: URL, folder?: URL): Promise<string> {
  const release = await lastRelease(folder)
  if (!release) return 'Nothing has been released yet, so nothing can be broken.'
  const version = await versionOf(current)
  if (mayBreak(release.version, version)) return `${version} may break what ${release.version} promised.`
  const broken = await breakingChanges(release.document, current)
  if (broken.length === 0) return `${version} keeps what ${release.version} promised.`
  throw new SpecProblems([`This breaks what ${release.version} promised:`, ...broken, mendFor(release)])
}

async function breakingChanges(released: URL, current: URL): Promise<string[]> {
  const [before, after] = await Promise.all(
    [released, current].map(async (file) => JSON.parse(await readFile(file, 'utf8'))),
  )
  return [...(await majorChanges(released, current)), ...brokenRules(before, after)]
}

/** What `redocly diff` rates as major, by the rules that redocly.yaml sets. */
async function majorChanges(released: URL, current: URL): Promise<string[]> {
  const work = await mkdtemp(join(tmpdir(), 'rds-tasklist-diff-'))
  try {
    const report = join(work, 'report.json')
    const files = [released, current].map((file) => fileURLToPath(file))
    await redocly('diff', ...files, '--fail-on', 'none', '--format', 'json', '--output', report)
    const { changes } = JSON.parse(await readFile(report, 'utf8')) as { changes: Change[] }
    return changes.filter(({ impact }) => impact === 'major').flatMap(sentences)
  } finally {
    await rm(work, { recursive: true })
  }
}

function sentences({ path, verdicts }: Change): string[] {
  return verdicts.map(({ message }) => `${path}: ${message}`)
}
