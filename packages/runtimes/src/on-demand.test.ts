import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { importFrom, installed } from './on-demand.ts'

function emptyCache(): string {
  const cache = mkdtempSync(join(tmpdir(), 'on-demand-'))
  onTestFinished(() => rmSync(cache, { recursive: true }))
  onTestFinished(() => void vi.unstubAllEnvs())
  return cache
}

test('packages are installed once, also when two ask for them at a time, and can be loaded', async () => {
  const cache = emptyCache()
  const source = join(cache, 'source')
  mkdirSync(source)
  writeFileSync(join(source, 'package.json'), JSON.stringify({ name: 'wanted', version: '1.0.0', main: 'wanted.js' }))
  writeFileSync(join(source, 'wanted.js'), 'exports.answer = 42')
  const packages = { wanted: `file:${source}` }
  const folders = await Promise.all([installed(packages, cache), installed(packages, cache)])
  const [folder = ''] = new Set(folders)
  expect(new Set(folders).size).toBe(1)
  expect((await importFrom(folder, 'wanted')).answer).toBe(42)
  // Where npm is not found, nothing can be installed.
  vi.stubEnv('PATH', '')
  expect(await installed(packages, cache)).toBe(folder)
  await expect(installed({ other: '1.0.0' }, cache)).rejects.toThrow('npm could not install other@1.0.0')
})

test('without its registry npm says why it cannot install, and leaves nothing half done', async () => {
  const cache = emptyCache()
  // Nobody listens on port 1. The cache of the machine might hold the packages.
  vi.stubEnv('npm_config_registry', 'http://127.0.0.1:1/')
  vi.stubEnv('npm_config_cache', join(cache, 'npm'))
  const packages = { '@first/package': '1.0.0', second: '2.0.0' }
  await expect(installed(packages, cache)).rejects.toThrow(
    /^npm could not install @first\/package@1\.0\.0: .*ECONNREFUSED/,
  )
  expect(readdirSync(cache)).toEqual(['npm'])
})
