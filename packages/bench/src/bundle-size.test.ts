import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { gzippedSize } from './bundle-size.ts'
import { temporaryFolder } from './temporary-folder.ts'

async function folderWith(files: Record<string, string>) {
  const { path, remove } = await temporaryFolder()
  onTestFinished(remove)
  for (const [name, text] of Object.entries(files)) await writeFile(join(path, name), text)
  return path
}

test('only what is used counts, minified and gzipped', async () => {
  const folder = await folderWith({ 'used.ts': `export const used: string = 'used'\nexport const other = 'other'` })
  const size = await gzippedSize({ code: `export { used } from './used.ts'`, folder })
  expect(size).toBe(gzipSync('const e=`used`;export{e as used};', { level: 9 }).length)
})

test('what is loaded later counts as well', async () => {
  const text = randomBytes(1000).toString('base64')
  const folder = await folderWith({ 'late.ts': `export const late = '${text}'` })
  expect(await gzippedSize({ code: `export const load = () => import('./late.ts')`, folder })).toBeGreaterThan(1000)
})

test('what is not found is no saving', async () => {
  const folder = await folderWith({})
  const missing = gzippedSize({ code: `export * from 'no-such-package'`, folder })
  await expect(missing).rejects.toThrow("Could not resolve 'no-such-package'")
})

test("Node's own modules are there on Node, and nowhere else", async () => {
  const folder = await folderWith({})
  const code = `export { readFile } from 'node:fs'`
  expect(await gzippedSize({ code, folder, platform: 'node' })).toBeGreaterThan(0)
  await expect(gzippedSize({ code, folder })).rejects.toThrow("Could not resolve 'node:fs'")
})
