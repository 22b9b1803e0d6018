import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { namedExamples } from './document.ts'
import { type Fault, faultPicker, readFault } from './faults.ts'
import type { RunningMock } from './index.ts'
import { mockForTest, PATH, send, sendRaw } from './testing.ts'

const always = (kind: Fault['kind']): Fault[] => [{ kind, percent: 100 }]
const request = (method: string) => `${method} ${PATH} HTTP/1.1\r\nHost: a\r\nX-Auth-Token: t\r\n\r\n`

/** Whether the connection is reset, rather than closed, when a request is sent on it. */
async function isReset({ url }: RunningMock, headers = ''): Promise<boolean> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.write(`GET ${PATH} HTTP/1.1\r\nHost: a\r\n${headers}\r\n`)
  socket.resume()
  const [error] = await Promise.race([once(socket, 'end'), once(socket, 'error')]).catch((thrown) => [thrown])
  return (error as NodeJS.ErrnoException | undefined)?.code === 'ECONNRESET'
}

describe('on the wire', () => {
  test.each([
    ['429', 'throttled'],
    ['500', 'server-failure'],
    ['503', 'store-unavailable'],
  ] as const)('%s is the document’s %s, before credentials are looked at', async (kind, name) => {
    const mock = await mockForTest({ faults: always(kind) })
    const response = await send(mock, '', { headers: { 'X-Auth-Token': '' } })
    const example = namedExamples('en-us').find((one) => one.name === name)
    expect(response.status).toBe(Number(kind))
    expect(response.status).toBe(example?.status)
    expect(await response.json()).toEqual(example?.body)
    expect(response.headers.has('retry-after')).toBe(kind !== '500')
  })

  test('reset cuts the connection without an answer', async () => {
    expect(await isReset(await mockForTest({ faults: always('reset') }))).toBe(true)
    expect(await isReset(await mockForTest(), 'Connection: close\r\n')).toBe(false)
  })

  test.each([false, true])(
    'truncated promises a whole answer and gives half of it (stateful: %s)',
    async (stateful) => {
      const mock = await mockForTest({ faults: always('truncated'), stateful })
      const [head = '', body = ''] = (await sendRaw(mock, request('GET'))).split('\r\n\r\n')
      expect(head).toMatch(/^HTTP\/1\.1 200 OK/)
      const promised = Number(/content-length: (\d+)/i.exec(head)?.[1])
      expect(body).toMatch(/^\{"/)
      expect(Buffer.byteLength(body)).toBe(Math.floor(promised / 2))
      await expect(send(mock).then((response) => response.json())).rejects.toThrow()
    },
  )

  test('truncated closes after HEAD, which has no body to cut', async () => {
    const mock = await mockForTest({ faults: always('truncated') })
    expect(await sendRaw(mock, request('HEAD'))).toMatch(/^HTTP\/1\.1 200 OK\r\n.*\r\n\r\n$/s)
  })

  test('what has no route is spared', async () => {
    const mock = await mockForTest({ faults: always('reset') })
    expect((await send(mock, '', { path: '/' })).status).toBe(404)
    expect((await send(mock, '', { method: 'POST' })).status).toBe(404)
  })

  test('a single request asks for its own', async () => {
    const mock = await mockForTest()
    expect(await isReset(mock, 'Prefer: fault=reset\r\n')).toBe(true)
    expect((await send(mock, '', { headers: { Prefer: 'fault=503' } })).status).toBe(503)
    const unknown = await send(mock, '', { headers: { Prefer: 'fault=418' } })
    expect(unknown.status).toBe(400)
    expect(await unknown.json()).toMatchObject({ error_msg: expect.stringMatching(/"418" is no kind of fault/) })
  })

  test('the same seed gives the same faults, another one gives others', async () => {
    const faults = [readFault('429:30'), readFault('503:30')]
    const statuses = async (seed: number) => {
      const mock = await mockForTest({ faults, seed })
      const seen: number[] = []
      while (seen.length < 40) seen.push((await send(mock)).status)
      return seen
    }
    const seen = await statuses(1)
    expect(new Set(seen)).toEqual(new Set([200, 429, 503]))
    expect(await statuses(1)).toEqual(seen)
    expect(await statuses(2)).not.toEqual(seen)
  })
})

test('each fault hits its share of the requests', () => {
  let drawn = -1
  const next = faultPicker(
    [readFault('503:12.5'), readFault('reset:0'), readFault('truncated:25')],
    () => ++drawn / 1000,
  )
  const kinds = Array.from({ length: 1000 }, next)
  const count = (kind: Fault['kind'] | undefined) => kinds.filter((one) => one === kind).length
  expect([count('503'), count('reset'), count('truncated'), count(undefined)]).toEqual([125, 0, 250, 625])
})

test('more faults than requests are refused', async () => {
  const faults = [readFault('503:80'), readFault('reset:40')]
  await expect(mockForTest({ faults })).rejects.toThrow('All faults together are 120 per cent of the requests')
})
