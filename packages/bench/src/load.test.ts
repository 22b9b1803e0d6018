import { expect, onTestFinished, test } from 'vitest'
import { load } from './load.ts'
import { bareFastify } from './programs.ts'
import { startServer } from './server-process.ts'

const answer = {
  path: '/bytes',
  headers: { 'content-type': 'application/json', 'x-request-id': 'id' },
  body: '{"a":"é"}',
}

async function bare() {
  const server = await startServer(bareFastify(answer))
  onTestFinished(() => server.stop())
  return server
}

test('the bare peer sends the bytes and headers that it was given', async () => {
  const response = await fetch(`${(await bare()).url}${answer.path}`)
  expect(response.status).toBe(200)
  expect(Object.fromEntries(response.headers)).toMatchObject({ 'x-request-id': 'id' })
  expect(await response.text()).toBe(answer.body)
})

test('a round tells throughput, CPU time for one answer and memory', async () => {
  const round = await load(await bare(), { target: answer.path, headers: {} }, 0.2)
  for (const value of Object.values(round)) expect(value).toBeGreaterThan(0)
})

test('a round whose answers are no success is refused', async () => {
  await expect(load(await bare(), { target: '/other', headers: {} }, 0.2)).rejects.toThrow(/were no success/)
})

test('a program that ends before it listens is named', async () => {
  await expect(startServer({ ...bareFastify(answer), env: { BENCH_ANSWER: '' } })).rejects.toThrow(
    /bare\.ts ended \(1\)/,
  )
})
