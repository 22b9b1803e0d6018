import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type RunningMock, startMock } from '@rds-tasklist/mock'
import { afterAll, beforeAll, expect, test } from 'vitest'

const run = promisify(execFile)
const DOCUMENTED_ADDRESS = 'http://127.0.0.1:4010'
const client = new URL('../../../client/', import.meta.url)
// Beside this package's dependencies, so that the blocks find the client by its name.
const folder = new URL('../../node_modules/.client-readme/', import.meta.url)

const names = ['README.md', ...(await readdir(new URL('docs', client))).map((name) => `docs/${name}`)]
const pages = new Map<string, string>()
for (const name of names) pages.set(name, await readFile(new URL(name, client), 'utf8'))

let mock: RunningMock
beforeAll(async () => {
  mock = await startMock({ port: 0 })
  await mkdir(folder, { recursive: true })
})
afterAll(async () => {
  await mock.close()
  await rm(folder, { recursive: true })
})

const blocks = [...pages].flatMap(([page, text]) =>
  [...text.matchAll(/```ts\n(.*?)```/gs)].map(([, code = ''], index) => ({ page, number: index + 1, code })),
)

test.each(blocks)('block $number of $page runs against the mock', async ({ page, number, code }) => {
  expect(code).toContain(DOCUMENTED_ADDRESS)
  const file = new URL(`${page.replace('/', '-')}-${number}.mjs`, folder)
  await writeFile(file, code.replace(DOCUMENTED_ADDRESS, mock.url))
  const { stdout, stderr } = await run(process.execPath, [fileURLToPath(file)])
  expect(stderr).toBe('')
  expect(stdout).not.toBe('')
})

test.each([...pages])('links of %s lead to pages and headings that are packed with it', async (page, text) => {
  const { files } = JSON.parse(await readFile(new URL('package.json', client), 'utf8'))
  expect(files).toContain('docs')
  for (const [, link = ''] of text.matchAll(/\]\((?!https:)([^)]+)\)/g)) {
    const [path = '', heading] = link.split('#')
    const target = pages.get(posix.join(posix.dirname(page), path))
    expect(target, link).toBeDefined()
    if (heading !== undefined) expect(headings(target ?? ''), link).toContain(heading)
  }
})

/** The headings of a page, as they stand in links. */
function headings(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  )
}
