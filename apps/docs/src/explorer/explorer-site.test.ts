import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, inject, test } from 'vitest'
import { startDocs } from '../index.ts'
import { USUAL_TARGETS } from './page-data.ts'

const site = inject('site')
const BUDGET_BYTES = 15_000

/** The file and all scripts that it imports, now or later. */
async function withImports(
  file: string,
  shared: string[],
  found = new Map<string, string>(),
): Promise<Map<string, string>> {
  if (found.has(file) || shared.includes(file)) return found
  const text = await readFile(join(site, 'assets', file), 'utf8')
  found.set(file, text)
  for (const [, name = ''] of text.matchAll(/["'`]\.\/([\w.-]+\.js)["'`]/g)) await withImports(name, shared, found)
  return found
}

test('styles and scripts of the API Explorer alone stay small', async () => {
  // What the pages with other forms load too is not the API Explorer's alone.
  const shared = [...(await withImports('signature.js', [])).keys(), ...(await withImports('frame.js', [])).keys()]
  const files = await withImports('explorer.js', shared)
  files.set('explorer.css', await readFile(join(site, 'assets/explorer.css'), 'utf8'))
  const sizes = [...files].map(([name, text]) => [name, gzipSync(text, { level: 9 }).length] as const)
  console.log(sizes.map(([name, size]) => `${name}: ${size} bytes gzipped`).join('\n'))
  expect(sizes.map(([name]) => name)).toEqual(expect.arrayContaining([expect.stringMatching(/^in-page-mock/)]))
  expect(sizes.reduce((sum, [, size]) => sum + size, 0)).toBeLessThanOrEqual(BUDGET_BYTES)
})

test('the preview server names the addresses that it is given; a mere folder names the usual ones', async () => {
  let mock = 'http://127.0.0.1:1'
  const docs = await startDocs({ port: 0, folder: site, targets: () => ({ mock }) })
  const targets = async () => (await fetch(`${docs.url}/targets.json`)).json()
  expect(await targets()).toEqual({ ...USUAL_TARGETS, mock })
  mock = 'http://127.0.0.1:2'
  expect(await targets()).toEqual({ ...USUAL_TARGETS, mock })
  await docs.close()
  expect(JSON.parse(await readFile(join(site, 'targets.json'), 'utf8'))).toEqual(USUAL_TARGETS)
})
