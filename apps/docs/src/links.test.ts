import { globSync } from 'node:fs'
import { access, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { expect, inject, test } from 'vitest'

const site = inject('site')
const PAGES = globSync('**/*.html', { cwd: site })

/** The file that a static host sends for a path, if there is one. */
async function fileOf(path: string): Promise<string | undefined> {
  const files = [path, `${path}.html`, join(path, 'index.html')].filter((file) => extname(file) !== '')
  const found = files.map((file) => access(join(site, file)).then(() => file))
  return Promise.any(found).catch(() => undefined)
}

test('every link leads to a file of the site, and to a place in it', async () => {
  const links = new Map<string, string>()
  for (const page of [...PAGES, ...globSync('**/*.{md,txt}', { cwd: site })]) {
    const text = await readFile(join(site, page), 'utf8')
    for (const [, href = ''] of text.matchAll(/(?:(?:href|src)="|\]\()([/#][^")]*)/g)) {
      if (page.endsWith('.html') || href.startsWith('/'))
        links.set(href.startsWith('#') ? `/${page}${href}` : href, page)
    }
  }
  expect(links.size).toBeGreaterThan(200)
  const broken: string[] = []
  for (const [href, page] of links) {
    const [path = '', fragment] = href.split('#')
    const file = await fileOf(path)
    const html = file && fragment ? await readFile(join(site, file), 'utf8') : ''
    // Redoc makes its places in the browser; a fragment of JSON is a pointer.
    const isPlace =
      !html.startsWith('<!doctype') || html.includes('id="redoc"') || html.includes(`id="${decodeURI(fragment ?? '')}"`)
    if (!file || !isPlace) broken.push(`${page}: ${href}`)
  }
  expect(broken).toEqual([])
})

test.each(PAGES)('no two elements of %s that is ours have the same address', async (page) => {
  const html = await readFile(join(site, page), 'utf8')
  const ids = html.includes('id="redoc"') ? [] : [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
})
