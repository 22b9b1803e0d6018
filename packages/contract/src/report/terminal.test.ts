import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { CORRECT, type Response } from '../mutants/behaviour.ts'
import { judgeBehaviour } from '../mutants/judge-behaviour.ts'
import { KNOWN_TARGET } from '../mutants/known.ts'
import { runSuite } from '../run/run-suite.ts'
import { terminalReport } from './terminal.ts'

const PLAIN: Response = { status: 400, headers: {}, body: '' }
const malformed = () => PLAIN

async function told(change: Partial<typeof CORRECT>, ...only: string[]): Promise<string> {
  return terminalReport(await judgeBehaviour({ ...CORRECT, ...change }, { runs: 3, only }))
}

const violations = (text: string) => [...text.matchAll(/^✗ ([\w-]+)/gm)].map(([, name]) => name)

test('what several checks see of one request is told once, by the one that sent it', async () => {
  const text = await told({ malformed }, 'malformed-http')
  expect(violations(text)).toEqual(['malformed-http'])
  expect(text).toContain('  also    content-type, response-headers, response-schema\n')
})

test('one failure of the server is told once, whichever requests show it', async () => {
  const error = (example: string) => ({ ...CORRECT.error(example, 'en-us'), status: 500, body: '{}' })
  const text = await told({ error }, 'missing-credentials', 'unknown-path', 'wrong-token')
  expect(violations(text)).toEqual(['no-server-error'])
  expect(text).toContain('  also    response-schema, unknown-path, missing-credentials, wrong-token\n')
})

test('broken HTTP comes last, and hides nothing that another request shows', async () => {
  const respond: typeof CORRECT.respond = async (self, request) =>
    request.method === 'PUT' ? PLAIN : CORRECT.respond(self, request)
  const text = await told({ malformed, respond }, 'malformed-http', 'unsupported-method')
  expect(violations(text)).toEqual(['unsupported-method', 'malformed-http'])
  expect(text).toContain('  also    content-type, response-schema\n')
  expect(text).toContain('  also    response-headers\n')
})

test('a connection that is closed without an answer is called so', async () => {
  const server = createServer((_, response) => void response.end()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const target = { ...KNOWN_TARGET, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
  const manners = { maxRequests: 100, ratePerSecond: Number.POSITIVE_INFINITY }
  const text = terminalReport(await runSuite(target, { seed: 1, runs: 1, manners, only: ['unusual-http'] }))
  expect(text).toContain('CONNECT: expected 404, got no answer: the connection was closed\n')
})
