import { readFileSync, realpathSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import manifest from '../package.json' with { type: 'json' }

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const dockerfile = readFileSync(new URL('../Dockerfile', import.meta.url), 'utf8')

test('the image has the Node and the pnpm of the repository', () => {
  const { packageManager } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8'))
  const images = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image)
  expect(images).toEqual(Array(2).fill(`node:${process.versions.node}-slim`))
  expect(dockerfile).toContain(`npm install --global ${packageManager}\n`)
})

test('the image has every package that the service needs at run time', () => {
  const needed = Object.entries(manifest.dependencies)
    .filter(([, version]) => version === 'workspace:*')
    .map(([name]) => relative(ROOT, realpathSync(new URL(`../node_modules/${name}`, import.meta.url))))
  const copied = [...dockerfile.matchAll(/^COPY --from=build \/app\/(\S+) \1$/gm)].map(([, folder]) => folder)
  expect(copied.sort()).toEqual(['apps/service', 'node_modules', ...needed].sort())
})
