import { copyFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { join } from 'node:path'
import type { Runtime } from '@rds-tasklist/runtimes'
import { expect } from 'vitest'
import { PROJECT_ID, TOKEN } from '../src/testing/client-of.ts'
import { pageExample } from '../src/testing/document-examples.ts'
import { serve } from '../src/testing/serve.ts'

const page = pageExample('running')
const [task] = page.tasks

/** Runs the suite on a runtime and expects what it should give there. `folder` holds the built files. */
export async function runSuite({ name, run }: Runtime, folder: string): Promise<void> {
  copyFileSync(join(import.meta.dirname, 'suite.js'), join(folder, 'suite.js'))
  const { endpoint } = await serve(answers())
  const input = { endpoint, projectId: PROJECT_ID, token: TOKEN, id: task?.id }
  const { version, outcome } = await run({ folder, module: 'suite.js', input })
  console.log(`ran on version ${version}`)
  expect(outcome).toEqual({
    page,
    iterated: page.tasks.length,
    retried: 200,
    renewed: 200,
    signed: name.endsWith('Chromium') ? 'usage' : 200,
    signedAnywhere: 200,
    waited: 'Completed',
    gateway: 'other',
    refused: 400,
    aborted: 'aborted',
    logged: 3,
    command: 'curl',
    explained: 'string',
    queried: page.total_count,
    fetched: page.total_count,
    stacked: true,
    faked: page.tasks.length,
  })
}

/** A service for the names of the suite, with the headers that browsers want from another origin. */
function answers(): RequestListener {
  let attempts = 0
  return ({ method, url, headers }, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*')
    response.setHeader('Access-Control-Allow-Headers', headers['access-control-request-headers'] ?? '')
    const query = new URL(url ?? '', 'http://localhost').searchParams
    const name = query.get('name')
    const isSigned = headers.authorization?.startsWith('SDK-HMAC-SHA256 ') === true
    if (method === 'OPTIONS') response.writeHead(204).end()
    else if (name === 'hang') return
    else if (name === 'retry' && ++attempts < 2) response.writeHead(503).end()
    else if (name === 'gateway') response.writeHead(501).end('<html>')
    else if (!isSigned && ![TOKEN, 'second'].includes(String(headers['x-auth-token'])))
      response.writeHead(401).end('{}')
    else if (query.has('id')) response.end(JSON.stringify({ ...page, tasks: [{ ...task, status: 'Completed' }] }))
    else response.end(JSON.stringify(page))
  }
}
