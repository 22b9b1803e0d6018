import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RateLimiter } from './rate-limiter.ts'

test('never lets more through than the burst and what the rate has earned since', () => {
  const steps = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), steps, (perSecond, waits) => {
      let now = 0
      const rates = new RateLimiter(perSecond, () => now)
      let passed = 0
      for (const wait of waits) {
        now += wait
        if (rates.take('caller') === undefined) passed += 1
      }
      expect(passed).toBeLessThanOrEqual(perSecond + (now / 1000) * perSecond + 1e-6)
    }),
  )
})

test('who waits as long as they are told gets through', () => {
  let now = 0
  const rates = new RateLimiter(1, () => now)
  expect(rates.take('caller')).toBeUndefined()
  const wait = rates.take('caller') ?? 0
  expect(wait).toBe(1)
  now += wait * 1000
  expect(rates.take('caller')).toBeUndefined()
})

test('who was away for long may send no more at once than anyone else', () => {
  let now = 0
  const rates = new RateLimiter(3, () => now)
  rates.take('caller')
  now += 3_600_000
  expect([1, 2, 3, 4].map(() => rates.take('caller'))).toEqual([undefined, undefined, undefined, 1])
})

test('a clock that is set back locks nobody out', () => {
  let now = 1_000_000
  const rates = new RateLimiter(1, () => now)
  rates.take('caller')
  now = 0
  expect(rates.take('caller')).toBe(1)
  now = 1000
  expect(rates.take('caller')).toBeUndefined()
})
