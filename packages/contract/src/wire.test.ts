import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import { expect, onTestFinished, test } from 'vitest'
import { send, sendBytes } from './wire.ts'

const hasIpv6 = Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === '::1'))

test.runIf(hasIpv6)('an address of IPv6, which stands in brackets in a URL, is reached', async () => {
  const server = createServer((_, response) => response.end('here')).listen(0, '::1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const url = `http://[::1]:${(server.address() as AddressInfo).port}`
  expect((await send(url, { method: 'GET', target: '/', headers: {} })).body).toBe('here')
  expect((await sendBytes(url, 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')).status).toBe(200)
})
