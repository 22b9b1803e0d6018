import fc from 'fast-check'
import { expect, test } from 'vitest'
import { equalInConstantTime } from './constant-time.ts'

test('says what === says', () => {
  const text = fc.string({ maxLength: 5, unit: fc.constantFrom('a', 'b', '\0', '\uffff') })
  const check = (one: string, other: string) => {
    expect(equalInConstantTime(one, other)).toBe(one === other)
  }
  fc.assert(fc.property(text, text, check))
  fc.assert(fc.property(text, (one) => check(one, one)))
})

test('reads every character, wherever the first difference is', () => {
  const reads = (presented: string) => {
    let count = 0
    const text = Object.assign(Object(presented), {
      charCodeAt(index: number) {
        count += 1
        return presented.charCodeAt(index)
      },
    })
    equalInConstantTime('0'.repeat(64), text)
    return count
  }
  expect(reads('0'.repeat(64))).toBe(64)
  expect(reads(`1${'0'.repeat(63)}`)).toBe(64)
  expect(reads(`${'0'.repeat(63)}1`)).toBe(64)
})
