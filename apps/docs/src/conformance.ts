import { readFile } from 'node:fs/promises'
import type { Language } from './languages.ts'

/** The suite writes it; it is read as data, so that a change of the suite or of its targets builds no page. */
const FILE = new URL('../../../packages/contract/CONFORMANCE.json', import.meta.url)
/** By the English sentence. */
const CHINESE = new URL('../content/zh-CN/conformance.json', import.meta.url)

/** What a target did at a check. `reason` says why it was not `passed`. */
export type Outcome = { outcome: 'passed' | 'failed' | 'differs' | 'skipped' | 'not applicable'; reason?: string }

/** The last recorded run of the conformance suite. */
export type Conformance = {
  date: string
  seed: number
  targets: { name: string; requests: number }[]
  checks: { name: string; sentence: string; rule: string; outcomes: Record<string, Outcome> }[]
}

/** The recorded run in a language, or undefined when none is. What has no translation stays English. */
export async function readConformance(language: Language): Promise<Conformance | undefined> {
  const text = await readFile(FILE, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  const run: Conformance = JSON.parse(text)
  return language === 'en' ? run : inChinese(run)
}

async function inChinese(run: Conformance): Promise<Conformance> {
  const words: Record<string, string> = JSON.parse(await readFile(CHINESE, 'utf8'))
  const say = (text: string) => words[text] ?? text
  const outcome = ({ reason, ...rest }: Outcome): Outcome => ({
    ...rest,
    ...(reason !== undefined && { reason: say(reason) }),
  })
  const checks = run.checks.map(({ sentence, outcomes, ...check }) => ({
    ...check,
    sentence: say(sentence),
    outcomes: Object.fromEntries(Object.entries(outcomes).map(([target, one]) => [target, outcome(one)])),
  }))
  return { ...run, checks }
}
