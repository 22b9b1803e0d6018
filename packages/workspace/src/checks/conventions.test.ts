import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { ROOT } from '../root.ts'
import { workspaceFolders } from '../testing/repository-copy.ts'

const run = promisify(execFile)
const { stdout } = await run('git', ['ls-files', '-co', '--exclude-standard'], { cwd: ROOT })
const files = stdout.split('\n').filter((file) => file && existsSync(join(ROOT, file)))
const folders = await workspaceFolders()

type Manifest = Record<'dependencies' | 'devDependencies', Record<string, string> | undefined> & { name: string }
type Config = { extends?: string; compilerOptions?: Record<string, unknown> }

async function json<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(join(ROOT, file), 'utf8')) as T
}

describe.each(folders)('%s', (folder) => {
  test('adds to the strict base configuration and loosens nothing', async () => {
    const base = await json<Config>('tsconfig.base.json')
    const own = await json<Config>(join(folder, 'tsconfig.json'))
    expect(own.extends).toMatch(/^(\.\.\/)+tsconfig\.base\.json$/)
    for (const [option, value] of Object.entries(own.compilerOptions ?? {})) {
      const strict = base.compilerOptions?.[option]
      if (Array.isArray(strict)) expect(value).toEqual(expect.arrayContaining(strict))
      else if (strict !== undefined) expect({ [option]: value }).toEqual({ [option]: strict })
      else
        expect({ [option]: value }, 'switching off a part of a strict option loosens it').not.toEqual({
          [option]: false,
        })
    }
  })

  test('takes every version from the catalog or the workspace', async () => {
    const { dependencies, devDependencies } = await json<Manifest>(join(folder, 'package.json'))
    for (const version of Object.values({ ...dependencies, ...devDependencies })) {
      expect(['catalog:', 'workspace:*']).toContain(version)
    }
  })

  test('has a README', () => {
    expect(files).toContain(join(folder, 'README.md'))
  })
})

test('the catalog pins exact versions', async () => {
  const { catalog } = parse(await readFile(join(ROOT, 'pnpm-workspace.yaml'), 'utf8')) as {
    catalog: Record<string, string>
  }
  for (const version of Object.values(catalog)) expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/)
})

test('only the client has generated sources: types, values, and the error codes in each language', () => {
  expect(files.filter((file) => basename(file).includes('.gen.'))).toEqual([
    'packages/client/src/document.gen.ts',
    'packages/client/src/explain/error-codes.gen.ts',
    'packages/client/src/explain/error-codes.zh-CN.gen.ts',
    'packages/client/src/schema.gen.ts',
  ])
})

test('contract judges without the code that it judges', async () => {
  const { dependencies, devDependencies } = await json<Manifest>('packages/contract/package.json')
  expect(Object.keys({ ...dependencies, ...devDependencies })).not.toContain('@rds-tasklist/query')
})

test('spec depends on no package, and packages at run time on no app', async () => {
  const apps = await Promise.all(folders.filter((folder) => folder.startsWith('apps/')).map(nameOf))
  for (const folder of folders.filter((one) => !one.startsWith('apps/'))) {
    const { dependencies = {} } = await json<Manifest>(join(folder, 'package.json'))
    expect(Object.keys(dependencies).filter((name) => apps.includes(name))).toEqual([])
  }
  const spec = await json<Manifest>('spec/package.json')
  expect(
    Object.keys({ ...spec.dependencies, ...spec.devDependencies }).filter((name) => name.startsWith('@rds-')),
  ).toEqual([])
})

test('no source reaches into another package by path; what the root shares is vitest.base.ts', async () => {
  for (const file of files.filter((one) => one.endsWith('.ts') && one.includes('/'))) {
    const folder = folders.find((one) => file.startsWith(`${one}/`))
    const text = await readFile(join(ROOT, file), 'utf8')
    for (const [, path = ''] of text.matchAll(/(?:from |import\()'(\.\.?\/[^']+)'/g)) {
      const target = join(dirname(file), path)
      if (target !== 'vitest.base.ts') expect(`${file}: ${target}`).toContain(`: ${folder}/`)
    }
  }
})

async function nameOf(folder: string): Promise<string> {
  return (await json<Manifest>(join(folder, 'package.json'))).name
}
