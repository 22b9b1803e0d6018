import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { ownFile } from './server-process.ts'

function bench(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [ownFile('./main.ts'), ...args], { encoding: 'utf8' })
  return { status, stdout, stderr }
}

test('the help names every figure', () => {
  expect(bench('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('service, growth, mock, memory') })
})

test('wrong usage ends with 2 and one line', () => {
  const stderr = 'There is no figure "speed". There are service, growth, mock, memory.\n'
  expect(bench('--only', 'speed')).toEqual({ status: 2, stdout: '', stderr })
})
