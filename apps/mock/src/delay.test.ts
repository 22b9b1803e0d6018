import { once } from 'node:events'
import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { chancesOf } from './chances.ts'
import { drawDelay, pause, readDelay } from './delay.ts'
import { readFault } from './faults.ts'
import { mockForTest, send } from './testing.ts'

test('a delay is drawn from its whole range, both ends included', () => {
  const numbers = Array.from({ length: 1000 }, (_, index) => index / 1000)
  const drawn = new Set(numbers.map((number) => drawDelay(readDelay('3-5'), () => number)))
  expect(drawn).toEqual(new Set([3, 4, 5]))
  expect(drawDelay(readDelay('60000'), () => 0.5)).toBe(60_000)
})

test('an answer waits: what is asked later without a delay comes first', async () => {
  const mock = await mockForTest({ delay: { min: 300, max: 400 } })
  const order: string[] = []
  const began = performance.now()
  const late = send(mock).then(() => order.push('late'))
  const early = send(mock, '', { headers: { Prefer: 'delay=0' } }).then(() => order.push('early'))
  await Promise.all([late, early])
  expect(order).toEqual(['early', 'late'])
  // Timers may fire a millisecond early.
  expect(performance.now() - began).toBeGreaterThanOrEqual(299)
})

test('nobody waits for a caller that has gone', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const client = get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' }).on('error', () => undefined)
  const [, response] = await once(server, 'request')
  const paused = pause(60_000, response)
  client.destroy()
  expect(await paused).toBe(false)
})

test('a single request asks for its own delay, and is told when it is none', async () => {
  const mock = await mockForTest()
  const began = performance.now()
  expect((await send(mock, '', { headers: { Prefer: 'delay=50' } })).status).toBe(200)
  expect(performance.now() - began).toBeGreaterThanOrEqual(49)
  const wrong = await send(mock, '', { headers: { Prefer: 'delay=60001' } })
  expect(wrong.status).toBe(400)
  expect(await wrong.json()).toMatchObject({ error_msg: expect.stringMatching(/"60001" is no delay.*at most 60000/) })
})

test('the same seed gives the same delays, and faults that no delay changes', () => {
  const options = { delay: readDelay('0-60000'), faults: [readFault('503:50')] }
  const draw = (seed: number, delaysPerFault = 1) => {
    const chances = chancesOf({ ...options, seed })
    const drawn = Array.from({ length: 20 }, () => {
      const delays = Array.from({ length: delaysPerFault }, () => chances.nextDelay())
      return { delays, fault: chances.nextFault() }
    })
    return { delays: drawn.flatMap(({ delays }) => delays), faults: drawn.map(({ fault }) => fault) }
  }
  expect(draw(5)).toEqual(draw(5))
  expect(draw(6).delays).not.toEqual(draw(5).delays)
  expect(draw(5, 2).faults).toEqual(draw(5).faults)
})
