import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { BudgetSpent, Sender, ServerLost, Unreachable } from './sender.ts'

const MANNERS = { maxRequests: 10, ratePerSecond: Number.POSITIVE_INFINITY }
const request = (target: string) => ({ method: 'GET', target, headers: { connection: 'close' } })

async function serve(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = () => new Promise((resolve) => server.close(resolve))
  onTestFinished(() => void server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}

const answerTo = async (sender: Sender, target: string) => (await sender.send(request(target))).response

test('429 is waited for as it says, and asked again', async () => {
  let asked = 0
  const { url } = await serve((_, response) => {
    asked += 1
    response.writeHead(asked < 3 ? 429 : 200, { 'retry-after': '0' }).end()
  })
  const sender = new Sender(url, MANNERS)
  expect((await answerTo(sender, '/')).status).toBe(200)
  expect(sender.sent).toBe(3)
})

test('429 that does not end is no verdict; one that is asked for is an answer', async () => {
  const { url } = await serve((_, response) => void response.writeHead(429, { 'retry-after': '0' }).end())
  await expect(answerTo(new Sender(url, MANNERS), '/')).rejects.toThrow(Unreachable)
  expect((await new Sender(url, MANNERS).send(request('/'), 429)).response.status).toBe(429)
})

test('a server that goes away has failed once, names the request before, and is asked no more', async () => {
  const { url, close } = await serve((_, response) => void response.end())
  const sender = new Sender(url, MANNERS)
  await answerTo(sender, '/last')
  await close()
  const { status, body } = await answerTo(sender, '/next')
  expect([status, body]).toEqual([0, expect.stringMatching(/the request before was GET \/last/)])
  await expect(answerTo(sender, '/after')).rejects.toThrow(ServerLost)
})

test('a server that hangs is asked no more after three requests, and the last is named', async () => {
  const { url } = await serve((request, response) => void (request.url === '/well' && response.end()))
  const sender = new Sender(url, { ...MANNERS, timeoutMs: 300 })
  for (const target of ['/well', '/1', '/well', '/2', '/3']) {
    const { status, body } = await answerTo(sender, target)
    expect([status, body]).toEqual(target === '/well' ? [200, ''] : [0, 'nothing within 300 ms'])
  }
  await expect(answerTo(sender, '/well')).rejects.toThrow(/3 requests without an answer.*the last was GET \/3/)
})

test('each request is told by its number', async () => {
  const { url } = await serve((_, response) => void response.end())
  const told: number[] = []
  const sender = new Sender(url, MANNERS, (number) => told.push(number))
  await answerTo(sender, '/')
  await answerTo(sender, '/')
  expect(told).toEqual([1, 2])
})

test('requests end with the budget', async () => {
  const { url } = await serve((_, response) => void response.end())
  const sender = new Sender(url, { ...MANNERS, maxRequests: 1 })
  await answerTo(sender, '/')
  await expect(answerTo(sender, '/')).rejects.toThrow(BudgetSpent)
})
