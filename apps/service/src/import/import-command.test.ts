import { expect, test } from 'vitest'
import { folderForTest, runCommand } from '../testing/command.ts'
import { killImports, taskLines, totalIn } from '../testing/import.ts'

test('reads standard input, keeps good lines, names bad ones and says so by its exit code', async () => {
  const data = await folderForTest()
  const { child, ended } = runCommand(['import', '-', '--data', data])
  child.stdin.end(`${taskLines(0, 2)}broken\n`)
  expect(await ended).toEqual({
    code: 1,
    out: '2 tasks committed\n2 tasks committed, 1 lines left out\n',
    err: 'line 3: the line is no JSON object\n',
  })
  expect(await totalIn(data)).toBe(2)
})

test('a file that is not there is named', async () => {
  const { code, err } = await runCommand(['import', 'nowhere.ndjson', '--data', await folderForTest()]).ended
  expect([code, err]).toEqual([2, expect.stringMatching(/^nowhere\.ndjson cannot be read \(ENOENT\): .*\n$/)])
})

test('killed at any moment, nothing acknowledged is lost, and running it again completes it', () => killImports(3))
