import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startMock } from '@rds-tasklist/mock'
import { startDemoService } from '@rds-tasklist/service'
import { marked, type Tokens } from 'marked'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LANGUAGES, type Language } from './languages.ts'
import { GUIDES, readGuide } from './pages/guides.ts'

const run = promisify(execFile)
/** Inside the package, so that a block finds what it imports by name; git ignores the folder. */
const REPORTS = fileURLToPath(new URL('../reports/', import.meta.url))
const ADDRESSES = { mock: 'http://127.0.0.1:4010', service: 'http://127.0.0.1:4020' }

type Block = { language: string; needs: string | undefined; text: string; output: string | undefined }

let folder: string
let servers: Record<keyof typeof ADDRESSES, { url: string; close(): Promise<void> }>

beforeAll(async () => {
  await mkdir(REPORTS, { recursive: true })
  folder = await mkdtemp(join(REPORTS, 'guides-'))
  servers = { mock: await startMock({ port: 0 }), service: await startDemoService({ port: 0 }) }
})

afterAll(async () => {
  await Promise.all(Object.values(servers ?? {}).map((server) => server.close()))
  await rm(folder, { recursive: true })
})

/** The code blocks of a guide. A `text` block is what the block before it prints. */
function blocksOf(name: string, language: Language): Block[] {
  const codes = marked.lexer(readGuide(name, language)).filter((token): token is Tokens.Code => token.type === 'code')
  return codes.flatMap(({ lang = '', text }, index) => {
    const [kind = '', needs] = lang.split(' ')
    const next = codes[index + 1]
    return kind === 'text'
      ? []
      : [{ language: kind, needs, text, output: next?.lang === 'text' ? next.text : undefined }]
  })
}

async function outputOf({ language, needs, text }: Block, file: string): Promise<string> {
  const [name, address] = Object.entries(ADDRESSES).find(([server]) => server === needs) ?? []
  if (needs !== undefined && (!name || !address)) throw new Error(`There is no server ${needs}.`)
  const ready = address ? text.replaceAll(address, servers[name as keyof typeof ADDRESSES].url) : text
  if (language === 'sh') return (await run('sh', ['-c', ready])).stdout
  if (language !== 'ts') throw new Error(`Nothing runs a block in ${language || 'no language'}.`)
  const path = join(folder, `${file}.ts`)
  await writeFile(path, ready)
  return (await run(process.execPath, [path])).stdout
}

// Every line of the expected output, in this order: cURL prints more than a page should show.
describe.each(GUIDES)('the guide %s', (name) => {
  const blocks = blocksOf(name, 'en')

  test.each(blocks.map((block, index) => [index + 1, block] as const))('runs its block %i', async (index, block) => {
    const output = await outputOf(block, `${name}-${index}`)
    expect(output.trim()).not.toBe('')
    let rest = output
    for (const line of block.output?.split('\n') ?? []) {
      expect(rest).toContain(line)
      rest = rest.slice(rest.indexOf(line) + line.length)
    }
  })

  test('has the same headings, blocks, lists and links in every language', () => {
    const [english, chinese] = LANGUAGES.map((language) => {
      const text = readGuide(name, language)
      const tokens = marked.lexer(text)
      const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, href = '']) => href.replace(/^\/[^/]+/, ''))
      return {
        headings: tokens.flatMap((token) => (token.type === 'heading' ? [token.depth] : [])),
        items: tokens.flatMap((token) => (token.type === 'list' ? [token.items.length] : [])),
        marks: tokens.flatMap((token) => (token.type === 'html' ? [token.text.trim()] : [])),
        codes: tokens.flatMap((token) => (token.type === 'code' ? [`${token.lang}\n${token.text}`] : [])),
        links,
      }
    })
    expect(chinese).toEqual(english)
  })
})

test('a block that nothing can run is refused', async () => {
  await expect(outputOf({ language: 'go', needs: undefined, text: '', output: undefined }, 'no')).rejects.toThrow('go')
})
