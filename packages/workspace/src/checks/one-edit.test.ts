import { execFile } from 'node:child_process'
import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

async function changedFiles(): Promise<string[]> {
  const { stdout } = await run('git', ['diff', '--name-only'], { cwd: copy.root })
  return stdout.split('\n').filter(Boolean)
}

test.each(['schema.gen.ts', 'document.gen.ts'])(
  'a hand edit of %s fails and prints the command that mends it',
  async (name) => {
    await appendFile(join(copy.root, 'packages/client/src', name), '// by hand\n')
    await expect(node('packages/client', 'scripts/generate.ts', '--check')).rejects.toThrow(/pnpm generate/)
    await node('packages/client', 'scripts/generate.ts')
    await node('packages/client', 'scripts/generate.ts', '--check')
    expect(await changedFiles()).toEqual([])
  },
)

describe('maximum: 50 → 100 in the document, then pnpm generate', () => {
  beforeAll(async () => {
    const text = await read('spec/openapi.yaml')
    expect(text.match(/maximum: 50$/gm)).toHaveLength(1)
    await writeFile(join(copy.root, 'spec/openapi.yaml'), text.replace(/maximum: 50$/m, 'maximum: 100'))
    await node('spec', 'scripts/build.ts')
    await node('packages/client', 'scripts/generate.ts')
    await node('packages/client', 'node_modules/tsdown/dist/run.mjs')
  })

  test('the generated sources follow, and no other tracked file has changed', async () => {
    expect(await changedFiles()).toEqual([
      'packages/client/src/document.gen.ts',
      'packages/client/src/schema.gen.ts',
      'spec/openapi.yaml',
    ])
    expect(await read('packages/client/src/schema.gen.ts')).toMatch(/must be at most `100`/)
    expect(await read('packages/client/dist/index.d.ts')).toMatch(/must be at most `100`/)
  })

  test.each(['packages/query', 'apps/mock', 'packages/contract'])('what %s expects follows', async (folder) => {
    await node(folder, 'node_modules/vitest/vitest.mjs', 'run')
  })

  test('the docs follow', async () => {
    await node('apps/docs', 'src/build.ts')
    const page = await read('apps/docs/dist/en/tasks/listtasks.html')
    expect(page).toMatch(/must be at most.{0,60}100/s)
  })
})
