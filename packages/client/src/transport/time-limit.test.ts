import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { timers } from '../testing/timers.ts'
import { timeLimit } from './time-limit.ts'

const LONG = 60_000

test('ends with its parent, for the same reason', () => {
  const parent = new AbortController()
  const { signal, end } = timeLimit(LONG, parent.signal)
  expect(signal.aborted).toBe(false)
  parent.abort('enough')
  expect(signal).toMatchObject({ aborted: true, reason: 'enough' })
  end()
})

test('has ended at once when its parent has', () => {
  const { signal, end } = timeLimit(LONG, AbortSignal.abort('enough'))
  expect(signal).toMatchObject({ aborted: true, reason: 'enough' })
  end()
})

test('ends after its time, and its parent goes on', async () => {
  const parent = new AbortController()
  const { signal } = timeLimit(1, parent.signal)
  await new Promise((resolve) => signal.addEventListener('abort', resolve))
  expect(parent.signal.aborted).toBe(false)
})

test('its end leaves neither a timer nor a listener behind', () => {
  const before = timers()
  const parent = new AbortController()
  const { signal, end } = timeLimit(LONG, parent.signal)
  expect(timers()).toBe(before + 1)
  end()
  expect(timers()).toBe(before)
  expect(getEventListeners(parent.signal, 'abort')).toEqual([])
  parent.abort()
  expect(signal.aborted).toBe(false)
})
