import { fileURLToPath } from 'node:url'
import { startDocs } from '@rds-tasklist/docs'
import { measurePage, type PageMeasure, serveClientRendered } from '@rds-tasklist/docs/testing'
import { launchChromium } from '@rds-tasklist/runtimes'
import { versionOf } from '../machine.ts'
import { compare, type Row } from '../row.ts'
import { alternateWarm } from '../statistics.ts'
import type { Figure } from './figure.ts'

const DOCS = import.meta.resolve('@rds-tasklist/docs')
const SITE = fileURLToPath(new URL('../dist', DOCS))
const REFERENCE = '/en/tasks/listtasks'
const EXPLORER = '/en/explorer/'

const BUDGET = { shift: 0.05, explorerBytes: 15_000 }

type Visits = Record<'reference' | 'redoc' | 'explorer', PageMeasure[]>

/** What a first visit of the docs costs in a real browser, beside the same Redoc that renders the same document there. */
export const docs: Figure = async ({ rounds }, progress) => {
  await using opened = new AsyncDisposableStack()
  const open = async <One extends { close(): Promise<unknown> }>(one: Promise<One>) =>
    opened.adopt(await one, async (it) => void (await it.close()))
  const browser = await open(launchChromium())
  const site = await open(startDocs({ port: 0, folder: SITE }))
  const peer = await open(serveClientRendered(SITE))
  const visit = (url: string) => async () => {
    progress(`docs: ${url}`)
    return firstVisit(browser, url)
  }
  const visits = await alternateWarm(rounds, {
    reference: visit(`${site.url}${REFERENCE}`),
    redoc: visit(peer.url),
    explorer: visit(`${site.url}${EXPLORER}`),
  })
  return rowsOf(visits, `Redoc ${versionOf('redoc', DOCS)} in Chromium ${browser.version()}`)
}

/** @throws when there is no such page: its absence would be quick and small. */
async function firstVisit(browser: Parameters<typeof measurePage>[0], url: string): Promise<PageMeasure> {
  const { status } = await fetch(url)
  if (status !== 200) throw new Error(`${url} answered ${status}, not 200.`)
  return measurePage(browser, url)
}

function rowsOf({ reference, redoc, explorer }: Visits, peer: string): Row[] {
  const each = (visits: PageMeasure[], value: 'lcp' | 'cls' | 'bytes') => visits.map((visit) => visit[value])
  const besideRedoc = (value: 'lcp' | 'bytes') => ({ ours: each(reference, value), theirs: each(redoc, value) })
  const goal = { atMost: 0.25 }
  return [
    compare({ name: 'reference, largest paint', peer, unit: 'ms', goal }, besideRedoc('lcp')),
    compare({ name: 'reference, transferred', peer, unit: 'bytes' }, besideRedoc('bytes')),
    withinBudget('reference, layout shift', 'CLS', each(reference, 'cls'), BUDGET.shift),
    withinBudget('API Explorer, its own files', 'bytes', ownOf(explorer, reference), BUDGET.explorerBytes),
  ]
}

/** Not beside a peer but beside what was promised. */
function withinBudget(name: string, unit: string, ours: number[], budget: number): Row {
  return compare({ name, peer: 'budget', unit, goal: { atMost: 1 } }, { ours, theirs: ours.map(() => budget) })
}

/** The bytes of the scripts and styles that a page loads and another one does not. */
function ownOf(visits: PageMeasure[], others: PageMeasure[]): number[] {
  const shared = new Set(others.flatMap(({ byPath }) => Object.keys(byPath)))
  return visits.map(({ byPath }) => {
    const own = Object.entries(byPath).filter(([path]) => /\.(js|css)$/.test(path) && !shared.has(path))
    return own.reduce((sum, [, bytes]) => sum + bytes, 0)
  })
}
