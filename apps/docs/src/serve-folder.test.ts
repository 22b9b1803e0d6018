import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningServer, serveFolder } from './serve-folder.ts'

let parent: string
let server: RunningServer

const LONG = 'let words = "again and again"\n'.repeat(100)

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'rds-tasklist-serve-'))
  const folder = join(parent, 'site')
  await mkdir(join(folder, 'en', 'tasks'), { recursive: true })
  await writeFile(join(parent, 'secret.txt'), 'secret')
  await writeFile(join(folder, 'index.html'), 'start')
  await writeFile(join(folder, '404.html'), 'missing')
  await writeFile(join(folder, 'en', 'index.html'), 'english')
  await writeFile(join(folder, 'en', 'tasks.html'), 'tasks')
  await writeFile(join(folder, 'script.js'), '1')
  await writeFile(join(folder, 'long.js'), LONG)
  server = await serveFolder({ folder, port: 0, host: '127.0.0.1' })
})

afterAll(async () => {
  await server.close()
  await rm(parent, { recursive: true })
})

test.each([
  ['/', 200, 'text/html; charset=utf-8', 'start'],
  ['/en/', 200, 'text/html; charset=utf-8', 'english'],
  ['/en/tasks?query', 200, 'text/html; charset=utf-8', 'tasks'],
  ['/script.js', 200, 'text/javascript; charset=utf-8', '1'],
  ['/en/nothing', 404, 'text/html; charset=utf-8', 'missing'],
])('%s answers %i, %s', async (path, status, type, body) => {
  const response = await fetch(server.url + path)
  expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([status, type, body])
})

test('a folder without its slash is sent on', async () => {
  const response = await fetch(`${server.url}/en`, { redirect: 'manual' })
  expect([response.status, response.headers.get('location')]).toEqual([301, '/en/'])
})

// fetch tidies such paths up before it sends them.
test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/en/..%2f..%2fsecret.txt',
  '/..%5csecret.txt',
  '//en',
  '/%2fen',
  '/%00',
  '/%zz',
])('nothing outside the folder answers to %s', async (path) => {
  const status = await new Promise((resolve) => {
    request(`${server.url}`, { path }, (response) => resolve(response.resume().statusCode)).end()
  })
  expect(status).toBe(404)
})

test('HEAD has the headers of GET and no body', async () => {
  const response = await fetch(`${server.url}/en/tasks`, { method: 'HEAD' })
  expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([200, '5', ''])
})

test('a file that has not changed is not sent again', async () => {
  const first = await fetch(`${server.url}/script.js`)
  expect(first.headers.get('cache-control')).toBe('no-cache')
  const etag = first.headers.get('etag') ?? ''
  const again = await fetch(`${server.url}/script.js`, { headers: { 'If-None-Match': etag } })
  expect(again.status).toBe(304)
})

/** The headers and the body as it went over the wire, which fetch would decode. */
async function onTheWire(path: string, accepted: string) {
  return new Promise<{ encoding: string | undefined; etag: string | undefined; body: Buffer }>((resolve) => {
    request(`${server.url}${path}`, { headers: { 'Accept-Encoding': accepted } }, async (response) => {
      const body = Buffer.concat(await response.toArray())
      resolve({ encoding: response.headers['content-encoding'], etag: response.headers.etag, body })
    }).end()
  })
}

test.each([
  ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
  ['gzip;q=1.0, br;q=0', 'gzip', gunzipSync],
  ['GZIP', 'gzip', gunzipSync],
])('who accepts "%s" gets %s', async (accepted, encoding, decode) => {
  const sent = await onTheWire('/long.js', accepted)
  expect(sent.encoding).toBe(encoding)
  expect(sent.body.length).toBeLessThan(LONG.length / 10)
  expect(decode(sent.body).toString()).toBe(LONG)
})

test.each(['identity', 'gzip;q=0', ''])('who accepts "%s" gets the file as it is, by another tag', async (accepted) => {
  const sent = await onTheWire('/long.js', accepted)
  expect([sent.encoding, sent.body.toString()]).toEqual([undefined, LONG])
  expect(sent.etag).not.toBe((await onTheWire('/long.js', 'br')).etag)
})

test('what is shorter than a packet is not compressed', async () => {
  expect((await onTheWire('/script.js', 'br')).encoding).toBeUndefined()
})

test('other methods are refused', async () => {
  const response = await fetch(server.url, { method: 'POST' })
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
})

test('a taken port rejects with the code of the system', async () => {
  const port = Number(new URL(server.url).port)
  await expect(serveFolder({ folder: parent, port, host: '127.0.0.1' })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})
