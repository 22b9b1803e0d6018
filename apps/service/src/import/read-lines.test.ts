import { Readable } from 'node:stream'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readLines } from './read-lines.ts'

async function lines(...chunks: (string | Buffer)[]): Promise<string[]> {
  const found: string[] = []
  for await (const line of readLines(Readable.from(chunks.map((chunk) => Buffer.from(chunk))))) found.push(line)
  return found
}

test('lines end with LF or CRLF, and the last one may end without', async () => {
  expect(await lines('a\nb\r\nc')).toEqual(['a', 'b', 'c'])
  expect(await lines('a\n')).toEqual(['a'])
  expect(await lines('\n\n')).toEqual(['', ''])
})

test('wherever the stream is cut, the lines are the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' })), fc.array(fc.nat()), async (texts, cuts) => {
      const whole = texts.map((text) => text.replaceAll(/[\r\n]/g, '')).join('\n')
      const bytes = Buffer.from(whole)
      const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length]
      const chunks = at.slice(1).map((end, index) => bytes.subarray(at[index], end))
      expect(await lines(...chunks)).toEqual(await lines(bytes))
    }),
  )
})
