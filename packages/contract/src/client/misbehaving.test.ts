import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { accessKey } from '@rds-tasklist/client/credentials'
import { expect, onTestFinished, test } from 'vitest'
import { KNOWN } from '../mutants/known.ts'
import { clientOf, errorOf } from './setup.ts'

const PAGE = '{"total_count":0,"actions":[],"tasks":[]}'
const HTML = '<!doctype html><h1>502 Bad Gateway</h1>'

/** Does to one request whatever it likes, on the bare connection. */
type Behaviour = (socket: Socket) => void

const head = (status: number, length: number, headers = '') =>
  `HTTP/1.1 ${status} Any\r\nContent-Type: application/json\r\n${headers}Content-Length: ${length}\r\n\r\n`
const answer = (status: number, body: string | Uint8Array, headers = ''): Behaviour => {
  const bytes = Buffer.from(body)
  return (socket) => socket.write(Buffer.concat([Buffer.from(head(status, bytes.length, headers)), bytes]))
}
const good = answer(200, PAGE)
const part = (text: string): Behaviour => {
  return (socket) => socket.write(text)
}
const partAndReset = (text: string): Behaviour => {
  return (socket) => socket.write(text, () => socket.resetAndDestroy())
}

/** A server that behaves in this way to one request after the other, and well once they are used up. Records what arrives. */
async function serverWith(...behaviours: Behaviour[]) {
  const received: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    // Who resets a connection hears of it too.
    socket.on('error', () => {})
    socket.setEncoding('latin1').on('data', (text: string) => {
      received.push(text)
      const behave = behaviours.shift() ?? good
      behave(socket)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received }
}

test.each<[string, Behaviour, { kind: string; [field: string]: unknown }]>([
  ['no byte', () => {}, { kind: 'timeout' }],
  ['headers that do not end', part('HTTP/1.1 200 OK\r\nContent-Type: '), { kind: 'timeout' }],
  ['a body that does not end', part(head(200, PAGE.length) + PAGE.slice(1)), { kind: 'timeout' }],
  ['a reset before the headers', (socket) => socket.resetAndDestroy(), { kind: 'connection' }],
  ['a reset amid the headers', partAndReset('HTTP/1.1 200 OK\r\n'), { kind: 'connection' }],
  ['a reset after the headers', partAndReset(head(200, PAGE.length)), { kind: 'connection' }],
  ['the end before the length', (socket) => socket.end(head(200, PAGE.length + 9) + PAGE), { kind: 'connection' }],
  ['a length that is too short', part(head(200, PAGE.length - 9) + PAGE), { kind: 'decode', status: 200 }],
  ['no HTTP', part('+OK ready\r\n\r\n'), { kind: 'connection' }],
  ['an empty body', answer(200, ''), { kind: 'decode', status: 200 }],
  ['HTML', answer(200, HTML), { kind: 'decode', bodyExcerpt: HTML }],
  ['an error in HTML', answer(502, HTML), { kind: 'api', status: 502, code: undefined, bodyExcerpt: HTML }],
  ['JSON that is cut', answer(200, PAGE.slice(0, -1)), { kind: 'decode', status: 200 }],
  ['a body that is not UTF-8', answer(200, Uint8Array.of(0x22, 0xff, 0x22)), { kind: 'decode', status: 200 }],
])('%s is an error that says so, and the next call is answered', async (_, behaviour, fields) => {
  const server = await serverWith(behaviour)
  const attemptTimeout = fields.kind === 'timeout' ? 100 : 10_000
  const error = await errorOf(clientOf(server, { maxAttempts: 1, attemptTimeout }).list())
  expect(error).toMatchObject({ ...fields, attempts: [{ ms: expect.any(Number) }] })
  expect(JSON.stringify(error)).not.toContain(KNOWN.token)
  expect(await clientOf(server).list()).toEqual(JSON.parse(PAGE))
})

test('what one answer spoils, another attempt makes good', async () => {
  const spoils = [partAndReset(''), partAndReset(head(200, PAGE.length)), answer(503, HTML)]
  const server = await serverWith(...spoils)
  expect(await clientOf(server).list()).toEqual(JSON.parse(PAGE))
  expect(server.received).toHaveLength(spoils.length + 1)
})

test('a storm of 429 gets no more retries than the client has in hand', async () => {
  const calls = 30
  const server = await serverWith(...Array<Behaviour>(2 * calls).fill(answer(429, '', 'Retry-After: 0\r\n')))
  const client = clientOf(server, { maxAttempts: 2 })
  const errors = await Promise.all(Array.from({ length: calls }, () => errorOf(client.list())))
  for (const error of errors) expect(error).toMatchObject({ kind: 'api', status: 429 })
  // Ten retries, as docs/retries.md says.
  expect(server.received).toHaveLength(calls + 10)
})

const credentials = { 'a token': { token: KNOWN.token }, 'an access key': accessKey(KNOWN.accessKey) }

test.each(
  Object.entries(credentials).flatMap(([name, one]) =>
    [301, 302, 303, 307, 308].map((status) => [name, status, one] as const),
  ),
)('with %s, a %i to another host is an error, and that host hears nothing', async (_, status, credentials) => {
  const other = await serverWith()
  const server = await serverWith(answer(status, '', `Location: ${other.url}/v3/\r\n`))
  expect(await errorOf(clientOf(server, { credentials }).list())).toMatchObject({ kind: 'api', status })
  expect(server.received).toHaveLength(1)
  expect(other.received).toEqual([])
})
