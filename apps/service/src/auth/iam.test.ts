import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { deferred } from '../testing/deferred.ts'
import { FOREIGN, listOf, PROJECT, TOKEN } from '../testing/fixtures.ts'
import { serviceForTest } from '../testing/service.ts'
import { createAuthenticator } from './authenticator.ts'
import { createIamTokenSource, type IamOptions, tokenFromFile } from './iam.ts'

const START = Date.UTC(2026, 10, 24, 12)
const SERVICE_TOKEN = 'token-of-the-service'
const HOUR_MS = 3_600_000

type Reply = (request: IncomingMessage, response: ServerResponse) => void

/** What IAM answers about a token of the project. */
function validUntil(expiresAt: number): Reply {
  return (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const project = { id: PROJECT, name: 'cn-north-4' }
    response.end(
      JSON.stringify({ token: { expires_at: new Date(expiresAt).toISOString(), project, user: { id: 'u' } } }),
    )
  }
}

const status =
  (code: number): Reply =>
  (_, response) =>
    void response.writeHead(code).end('{"error": {"message": "secret of IAM"}}')

/** A small IAM on a real port: it knows what a request must look like, and the test says what it answers. */
async function startIam(reply: Reply = validUntil(START + HOUR_MS)) {
  const iam = { reply, asked: [] as (string | undefined)[], url: '' }
  const server = createServer((request, response) => {
    const { method, url, headers } = request
    iam.asked.push(headers['x-subject-token']?.toString())
    const isRight = method === 'GET' && url === '/v3/auth/tokens' && headers['x-auth-token'] === SERVICE_TOKEN
    return isRight ? iam.reply(request, response) : status(401)(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  iam.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return iam
}

async function serviceWith(url: string, options: Partial<IamOptions> = {}) {
  const clock = { now: START }
  const problems: string[] = []
  const tokens = createIamTokenSource({
    url,
    serviceToken: async () => SERVICE_TOKEN,
    now: () => clock.now,
    onProblem: (message) => void problems.push(message),
    ...options,
  })
  const service = await serviceForTest({ authenticator: createAuthenticator({ tokens: [tokens] }) })
  const codeOf = async (target = listOf(PROJECT), token = TOKEN) => {
    const { status, body } = await service.send(target, { headers: { 'x-auth-token': token } })
    return `${status} ${JSON.parse(body).error_code ?? 'page'}`
  }
  return { ...service, clock, problems, codeOf }
}

describe('a token', () => {
  test('that IAM knows opens the project that IAM says, and no other', async () => {
    const iam = await startIam()
    const { codeOf } = await serviceWith(`${iam.url}/`)
    expect([await codeOf(), await codeOf(listOf(FOREIGN))]).toEqual(['200 page', '403 DBS.280015'])
    expect(iam.asked).toEqual([TOKEN])
  })

  test('that IAM does not know is invalid, and asked about again after a while', async () => {
    const iam = await startIam(status(404))
    const { codeOf, clock } = await serviceWith(iam.url)
    expect([await codeOf(), await codeOf()]).toEqual(['401 APIGW.0301', '401 APIGW.0301'])
    expect(iam.asked).toHaveLength(1)
    iam.reply = validUntil(START + HOUR_MS)
    clock.now += 10_000
    expect(await codeOf()).toBe('200 page')
  })

  test('is asked about again after five minutes, because it may have been revoked', async () => {
    const iam = await startIam()
    const { codeOf, clock } = await serviceWith(iam.url)
    await codeOf()
    iam.reply = status(404)
    clock.now += 5 * 60_000 - 1
    expect(await codeOf()).toBe('200 page')
    clock.now += 1
    expect(await codeOf()).toBe('401 APIGW.0301')
  })

  test('is expired once its time is over, also when it was cached before', async () => {
    const iam = await startIam(validUntil(START + 1000))
    const { codeOf, clock } = await serviceWith(iam.url)
    expect(await codeOf()).toBe('200 page')
    clock.now += 1000
    expect(await codeOf()).toBe('401 APIGW.0307')
  })

  test('of a whole domain opens no project', async () => {
    const iam = await startIam(
      (_, response) => void response.end('{"token": {"expires_at": "2030-01-01T00:00:00.000Z"}}'),
    )
    const { codeOf } = await serviceWith(iam.url)
    expect(await codeOf()).toBe('403 DBS.280015')
  })

  test('that no header can carry is invalid without asking', async () => {
    const iam = await startIam()
    const { raw } = await serviceWith(iam.url)
    const answer = await raw(
      `GET ${listOf(PROJECT)} HTTP/1.1\r\nHost: a\r\nX-Auth-Token: t\u00fcr\r\nConnection: close\r\n\r\n`,
    )
    expect(answer).toMatch(/^HTTP\/1\.1 401 /)
    expect(iam.asked).toEqual([])
  })

  test('is asked about once, however many requests bring it at the same time', async () => {
    const iam = await startIam()
    const { codeOf } = await serviceWith(iam.url)
    expect(new Set(await Promise.all(Array.from({ length: 20 }, () => codeOf())))).toEqual(new Set(['200 page']))
    expect(iam.asked).toHaveLength(1)
  })
})

describe('when IAM', () => {
  test.each<[string, Reply, RegExp]>([
    ['fails', status(500), /answered 500/],
    ['refuses the token of the service', status(401), /answered 401 to the token of the service/],
    ['answers with no JSON', (_, response) => void response.end('<html>'), /JSON/],
    ['answers without a time', (_, response) => void response.end('{"token": {}}'), /expires_at/],
    ['answers with something else', (_, response) => void response.end('null'), /expires_at/],
    ['sends the token elsewhere', (_, response) => void response.writeHead(302, { location: '/' }).end(), /redirect/],
    ['hangs up', (request) => void request.socket.destroy(), /./],
    ['is silent', () => undefined, /time/],
  ])('%s, callers get 503 and can try again', async (_, reply, problem) => {
    const iam = await startIam(reply)
    const { codeOf, problems } = await serviceWith(iam.url, { timeoutMs: 200 })
    expect(await codeOf()).toBe('503 APIGW.0613')
    expect(problems).toEqual([expect.stringMatching(problem)])
    expect(problems.join()).not.toMatch(new RegExp(`${TOKEN}|${SERVICE_TOKEN}|secret of IAM`))
    iam.reply = validUntil(START + HOUR_MS)
    expect(await codeOf()).toBe('200 page')
  })

  test('cannot be reached, callers get 503 with Retry-After', async () => {
    const { send } = await serviceWith('http://127.0.0.1:9')
    const { status, headers } = await send(listOf(PROJECT))
    expect([status, headers['retry-after']]).toEqual([503, '5'])
  })

  test('is silent, questions do not pile up: one more than 64 is refused at once', async () => {
    const { promise, resolve } = deferred()
    const iam = await startIam(async (request, response) => {
      await promise
      validUntil(START + HOUR_MS)(request, response)
    })
    const { codeOf } = await serviceWith(iam.url)
    const waiting = Array.from({ length: 65 }, (_, index) => codeOf(listOf(PROJECT), `token-${index}`))
    expect(await Promise.race(waiting)).toBe('503 APIGW.0613')
    resolve()
    const answers = await Promise.all(waiting)
    expect(answers.filter((answer) => answer === '200 page')).toHaveLength(64)
  })
})

test('the service reads its own token from a file each time', async () => {
  const iam = await startIam()
  const path = join(tmpdir(), `service-token-${process.pid}`)
  await writeFile(path, 'old')
  const { codeOf, problems } = await serviceWith(iam.url, { serviceToken: tokenFromFile(path) })
  expect(await codeOf()).toBe('503 APIGW.0613')
  await writeFile(path, `${SERVICE_TOKEN}\n`)
  expect(await codeOf()).toBe('200 page')
  expect(problems).toHaveLength(1)
})
