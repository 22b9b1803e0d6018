import { expect, test } from 'vitest'
import { clock } from './clock.ts'
import { timers } from './testing/timers.ts'

test('a pause that is aborted leaves no timer behind', async () => {
  const before = timers()
  const controller = new AbortController()
  const pause = clock.sleep(60_000, controller.signal)
  expect(timers()).toBe(before + 1)
  controller.abort('enough')
  await expect(pause).rejects.toBe('enough')
  expect(timers()).toBe(before)
})
