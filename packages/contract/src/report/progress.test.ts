import { PassThrough } from 'node:stream'
import type { WriteStream } from 'node:tty'
import { expect, test } from 'vitest'
import { progressOn } from './progress.ts'

function written(isTTY: boolean): string {
  const stream = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY })
  const progress = progressOn(stream as unknown as WriteStream)
  progress.show('page-size', 1, 2)
  progress.ask(7)
  progress.show('actions', 2, 2)
  progress.end()
  return String(stream.read() ?? '')
}

test('on a terminal one line is written over and gone in the end', () => {
  expect(written(true).split('\r\x1b[K')).toEqual([
    '',
    '[1/2] page-size',
    '[1/2] page-size: waiting for answer 7',
    '[2/2] actions',
    '',
  ])
})

test('in a pipe nothing is written', () => {
  expect(written(false)).toBe('')
})
