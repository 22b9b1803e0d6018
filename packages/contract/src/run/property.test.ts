import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Exchange, Violation } from './exchange.ts'
import { Counterexample, tryProperty, Unfit } from './property.ts'

const exchange: Exchange = {
  request: { method: 'GET', target: '/', headers: {} },
  response: { status: 0, headers: {}, body: '' },
}

function atMost(bound: number, tried: number[] = []) {
  return async (value: number) => {
    tried.push(value)
    if (value > bound) throw new Violation(exchange, `${value} is too much`)
  }
}

async function foundBy(settings: Partial<Parameters<typeof tryProperty>[1]>, holds = atMost(10)) {
  const found = await tryProperty('size/limit', { seed: 1, runs: 50, ...settings }, fc.nat(1000), holds).catch(
    (error: unknown) => error,
  )
  return found as Counterexample
}

test('the smallest case is found, and again by its path alone', async () => {
  const found = await foundBy({})
  expect(found).toMatchObject({ property: 'size/limit', value: 11 })
  const [, seed, ...path] = found.replay?.split(':') ?? []
  const tried: number[] = []
  const replay = { property: 'size/limit', path: path.join(':') }
  expect(await foundBy({ seed: Number(seed), replay }, atMost(10, tried))).toMatchObject({ value: 11 })
  expect(tried).toEqual([11])
})

test('a violation outlives what ends the requests while it shrinks', async () => {
  let left = 1
  const found = await foundBy({}, async (value) => {
    if (value <= 10) return
    left -= 1
    if (left < 0) throw new Error('no requests are left')
    throw new Violation(exchange, `${value} is too much`)
  })
  expect(found).toBeInstanceOf(Counterexample)
  expect(left).toBeLessThan(0)
})

test('a path of another property tries nothing', async () => {
  const tried: number[] = []
  await foundBy({ replay: { property: 'size/offset', path: '0' } }, atMost(10, tried))
  expect(tried).toEqual([])
})

test('kept cases come first, and one that no longer is what it was made to be is passed over', async () => {
  const regressions = { 'size/limit': [-1, 900, 901], 'size/offset': [902] }
  const found = await foundBy({ regressions }, async (value) => {
    if (value < 0) throw new Unfit('below zero')
    await atMost(10)(value)
  })
  expect(found).toBeInstanceOf(Counterexample)
  expect(found).toMatchObject({ value: 900, replay: undefined })
})
