import { expect, test } from 'vitest'
import { closingLine, failures, sumResults } from './results.ts'

const report = {
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  success: true,
  testResults: [],
}

test('tests count one by one, a task without a report as one', () => {
  const tasks = [
    { taskId: 'a#test', exitCode: 0, report },
    { taskId: 'a#build', exitCode: 0 },
    { taskId: 'b#build', exitCode: 1 },
  ]
  expect(sumResults(tasks)).toEqual({ passed: 8, failed: 1, skipped: 0 })
})

test('a failed test counts once, not again for its task', () => {
  const failed = { ...report, numFailedTests: 2, success: false }
  expect(sumResults([{ taskId: 'a#test', exitCode: 1, report: failed }])).toEqual({ passed: 7, failed: 2, skipped: 0 })
})

test('a runner that broke is a failure although every test passed', () => {
  expect(sumResults([{ taskId: 'a#test', exitCode: 1, report }]).failed).toBe(1)
  expect(sumResults([{ taskId: 'a#test', exitCode: 0, report: { ...report, success: false } }]).failed).toBe(1)
  expect(sumResults([{ taskId: 'a#test', exitCode: 1 }]).failed).toBe(1)
})

test('the closing line names skipped tests only when there are any', () => {
  expect(closingLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed')
  expect(closingLine({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped')
})

test('what failed is named: the tests of a report, or else the task', () => {
  const assertionResults = [
    { status: 'passed', fullName: 'adds' },
    { status: 'failed', fullName: 'subtracts' },
  ]
  const failed = { ...report, numFailedTests: 1, success: false, testResults: [{ assertionResults }] }
  expect(failures({ taskId: 'a#test', exitCode: 1, report: failed })).toEqual(['failed: a#test: subtracts'])
  expect(failures({ taskId: 'a#build', exitCode: 1 })).toEqual(['failed: a#build'])
  expect(failures({ taskId: 'a#test', exitCode: 0, report })).toEqual([])
})
