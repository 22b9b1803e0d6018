import { expect, test } from 'vitest'
import { usageOf } from './usage.ts'

test('the CPU time and memory of a process are those that it knows of itself', async () => {
  const [before, start] = [await usageOf(process.pid), process.cpuUsage()]
  const filled = Buffer.alloc(50e6, 1)
  const end = performance.now() + 100
  while (performance.now() < end) filled.reverse()
  const [after, used] = [await usageOf(process.pid), process.cpuUsage(start)]
  const ratio = (after.cpu - before.cpu) / (used.user + used.system)
  expect(ratio).toBeGreaterThan(0.8)
  expect(ratio).toBeLessThan(1.25)
  expect(after.rss / process.memoryUsage.rss()).toBeCloseTo(1, 1)
})

test('a process that is not there is named', async () => {
  await expect(usageOf(0)).rejects.toThrow('/proc/0 cannot be read')
})
