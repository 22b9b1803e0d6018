import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { FIGURES } from './figures/index.ts'
import { ownFile } from './server-process.ts'

const NAMES = Object.keys(FIGURES).join(', ')

function bench(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [ownFile('./main.ts'), ...args], { encoding: 'utf8' })
  return { status, stdout, stderr }
}

test('the help names every figure', () => {
  expect(bench('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining(NAMES) })
})

test('wrong usage ends with 2 and one line', () => {
  const stderr = `There is no figure "speed". There are ${NAMES}.\n`
  expect(bench('--only', 'speed')).toEqual({ status: 2, stdout: '', stderr })
})
