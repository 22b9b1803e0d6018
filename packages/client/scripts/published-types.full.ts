import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { importFrom, installed } from '@rds-tasklist/runtimes/on-demand'
import { expect, test } from 'vitest'
import { built } from './built.ts'

const outDir = await built()

test('the types of every entry are found by those who import it', async () => {
  const packageFolder = dirname(outDir)
  const { stdout } = await promisify(execFile)('npm', ['pack', '--json', '--ignore-scripts'], { cwd: packageFolder })
  const [{ filename }] = JSON.parse(stdout)
  const folder = await installed({ '@arethetypeswrong/core': '0.18.5' })
  const { checkPackage, createPackageFromTarballData } = await importFrom(folder, '@arethetypeswrong/core')
  const { problems, entrypoints } = await checkPackage(
    createPackageFromTarballData(readFileSync(join(packageFolder, filename))),
  )
  const { exports } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'))
  expect(Object.keys(entrypoints)).toEqual(Object.keys(exports))
  // The package is for ESM: what looks for CommonJS, or knows no exports, is not served.
  const served = (problem: { kind: string; resolutionKind?: string }) =>
    !(problem.resolutionKind === 'node10' || problem.kind === 'CJSResolvesToESM')
  expect(problems.filter(served)).toEqual([])
})
