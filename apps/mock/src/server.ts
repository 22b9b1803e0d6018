import { once } from 'node:events'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { corsHeaders, DEFAULT_LIMITS, errors, HttpServers, parametersAt } from '@rds-tasklist/service/http'
import { type Answer, answer, errorAnswer, type Source } from './answer.ts'
import type { Chances } from './chances.ts'
import { pause } from './delay.ts'
import { exampleAnswer } from './examples.ts'
import { exampleOf, type FaultKind } from './faults.ts'
import { isPreflight, preflightAnswer } from './preflight.ts'
import type { Prism } from './prism.ts'
import { type MockRequest, readRequest } from './request.ts'

/** How requests are answered, and what is in the way. */
export type Behaviour = {
  source: Source
  prism: Prism
  allowedOrigins: string[]
  chances: Chances
}

export type RunningMock = { url: string; close(): Promise<void> }

/**
 * Listens, and resolves once it does.
 *
 * @throws the system's error when it cannot, such as `EADDRINUSE`.
 */
export async function serve(behaviour: Behaviour, port: number, host: string): Promise<RunningMock> {
  const servers = new HttpServers(DEFAULT_LIMITS, () => undefined)
  const server = servers.create((request, response) => void respond(request, response, behaviour))
  server.on('clientError', (_, socket) => void servers.answerClientError(socket))
  server.listen(port, host)
  await once(server, 'listening')
  const { port: bound } = server.address() as AddressInfo
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`, close: () => close(server) }
}

async function respond(incoming: IncomingMessage, response: ServerResponse, behaviour: Behaviour): Promise<void> {
  const { allowedOrigins, chances } = behaviour
  const request = readRequest(incoming)
  const preference = request.prefer.ok ? request.prefer.preference : {}
  // Drawn when the request arrives, so that delays do not change whom a fault hits.
  const fault = parametersAt(request.method, request.path) ? (preference.fault ?? chances.nextFault()) : undefined
  if (!(await pause(chances.nextDelay(preference.delay), response))) return
  if (fault === 'reset') return void incoming.socket.resetAndDestroy()
  const { status, headers, body } = await answerOrFail(request, fault, behaviour)
  const length = status === 204 ? {} : { 'content-length': Buffer.byteLength(body) }
  response.writeHead(status, { ...headers, ...corsHeaders(incoming.headers.origin, allowedOrigins), ...length })
  // Node sends no body after HEAD, whatever is written.
  if (fault !== 'truncated') return void response.end(body)
  response.flushHeaders()
  response.write(Buffer.from(body).subarray(0, Buffer.byteLength(body) / 2))
  incoming.socket.destroySoon()
}

async function answerOrFail(
  request: MockRequest,
  fault: FaultKind | undefined,
  { prism, source, allowedOrigins }: Behaviour,
): Promise<Answer> {
  if (isPreflight(request, allowedOrigins)) return preflightAnswer(request)
  try {
    const example = fault && exampleOf(fault)
    return example ? await exampleAnswer(prism, request, example) : await answer(request, source)
  } catch (error) {
    process.stderr.write(`${request.method} ${request.path}: ${(error as Error).message}\n`)
    return errorAnswer(errors.serverFailure, request.language)
  }
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
