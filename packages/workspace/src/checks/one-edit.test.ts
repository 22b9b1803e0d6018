import { execFile } from 'node:child_process'
import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { copyRepository, lendPackages, type RepositoryCopy } from '../testing/repository-copy.ts'

const run = promisify(execFile)

let copy: RepositoryCopy
beforeAll(async () => {
  copy = await copyRepository()
  await lendPackages(copy)
  await node('spec', 'scripts/build.ts')
})
afterAll(() => copy.remove())

/** Runs a script of the copy; rejects with its output when it fails. */
async function node(folder: string, ...args: string[]): Promise<string> {
  const { stdout, stderr } = await run(process.execPath, args, { cwd: join(copy.root, folder) })
  return stdout + stderr
}

const read = (file: string) => readFile(join(copy.root, file), 'utf8')

/** What the built package declares, in all its files. */
async function declarations(folder: string): Promise<string> {
  const names = (await readdir(join(copy.root, folder))).filter((name) => name.endsWith('.d.ts'))
  return (await Promise.all(names.map((name) => read(join(folder, name))))).join('\n')
}

async function changedFiles(): Promise<string[]> {
  const { stdout } = await run('git', ['diff', '--name-only'], { cwd: copy.root })
  return stdout.split('\n').filter(Boolean)
}

test.each(['schema.gen.ts', 'document.gen.ts'])(
  'a hand edit of %s fails and prints the command that mends it',
  async (name) => {
    await appendFile(join(copy.root, 'packages/client/src', name), '// by hand\n')
    onTestFinished(() => node('packages/client', 'scripts/generate.ts').then(() => undefined))
    await expect(node('packages/client', 'scripts/generate.ts', '--check')).rejects.toThrow(/pnpm generate/)
    await node('packages/client', 'scripts/generate.ts')
    await node('packages/client', 'scripts/generate.ts', '--check')
    expect(await changedFiles()).toEqual([])
  },
)

describe('a higher maximum of limit in the document, then pnpm generate', () => {
  let maximum: number
  beforeAll(async () => {
    const text = await read('spec/openapi.yaml')
    const [line = '', ...more] = text.match(/maximum: \d+$/gm) ?? []
    expect(more).toEqual([])
    maximum = 2 * Number(line.replace('maximum: ', ''))
    await writeFile(join(copy.root, 'spec/openapi.yaml'), text.replace(line, `maximum: ${maximum}`))
    await node('spec', 'scripts/build.ts')
    await node('packages/client', 'scripts/generate.ts')
    for (const folder of ['packages/signature', 'packages/client']) {
      await node(folder, 'node_modules/tsdown/dist/run.mjs')
    }
  })

  test('the generated sources follow, and no other tracked file has changed', async () => {
    expect(await changedFiles()).toEqual([
      'packages/client/src/document.gen.ts',
      'packages/client/src/schema.gen.ts',
      'spec/openapi.yaml',
    ])
    expect(await read('packages/client/src/schema.gen.ts')).toContain(`must be at most \`${maximum}\``)
    expect(await declarations('packages/client/dist')).toContain(`must be at most \`${maximum}\``)
  })

  test.each([
    ['packages/query'],
    ['packages/client'],
    ['apps/mock'],
    // Its other tests judge servers whose own tests run here already.
    ['packages/contract', 'src/through-client.test.ts', 'src/judge'],
  ])('what %s expects follows', { timeout: 180_000 }, async (folder, ...files) => {
    await node(folder, 'node_modules/vitest/vitest.mjs', 'run', ...files)
  })

  test('the docs follow', async () => {
    await node('apps/docs', 'src/build.ts')
    const page = await read('apps/docs/dist/en/tasks/listtasks.html')
    expect(page).toMatch(new RegExp(`must be at most.{0,60}${maximum}`, 's'))
  })
})
