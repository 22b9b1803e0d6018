import { createFake, type Fake } from '@rds-tasklist/client/testing'
import { type Behaviour, CORRECT, type Request as Incoming, type Response as Outgoing } from '../mutants/behaviour.ts'
import { KNOWN } from '../mutants/known.ts'
import { startReferenceServer } from '../mutants/reference-server.ts'
import type { Undriven } from './target.ts'
import type { RunningTarget } from './test-targets.ts'

/** The fake of the client behind a listener. What is no request, the listener answers: the fake has no HTTP. */
export async function startFakeTarget(): Promise<RunningTarget> {
  const { projectId, token, expiredToken, accessKey, secrets, tasks, foreign } = KNOWN
  const fake = createFake({ projectId, token, tasks })
  const behaviour: Behaviour = { ...CORRECT, respond: (_, request) => askFake(fake, request) }
  const { url, close } = await startReferenceServer(behaviour)
  const known = { projectId, token, expiredToken, accessKey, secrets, tasks }
  const undriven = {
    ListTasks: [
      onRequest(fake, 429, 'the fake does not count requests'),
      onRequest(fake, 500, 'no request makes the fake fail'),
      onRequest(fake, 503, 'the fake depends on no other system'),
    ],
  }
  // It holds one project, so nobody has a token for the tasks of another.
  const other = { projectId: foreign.projectId, tasks: foreign.tasks }
  return { target: { ...known, name: 'fake', url, foreign: other, undriven }, close }
}

function onRequest(fake: Fake, status: number, reason: string): Undriven {
  const ask: Undriven['ask'] = (sample) => {
    fake.fail({ error: status })
    return sample
  }
  return { status, reason, ask }
}

async function askFake(fake: Fake, { method, path, rawQuery, headers }: Incoming): Promise<Outgoing> {
  const url = new URL('http://fake.example.com')
  const target = `${url.origin}${path.startsWith('/') ? path : `/${path}`}?${rawQuery.replaceAll('#', '%23')}`
  const request = { method: UNSENDABLE.includes(method) ? 'POST' : method, headers: headers as Record<string, string> }
  const response = await fake.fetch(target, request)
  const body = await response.text()
  const length = Number(response.headers.get('content-length'))
  // Node leaves out the body of HEAD, and the listener measures it.
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: method === 'HEAD' ? ' '.repeat(length) : body,
  }
}

/** What `Request` refuses to be; to the fake it is one more method that the path does not have. */
const UNSENDABLE = ['CONNECT', 'TRACE', 'TRACK']
