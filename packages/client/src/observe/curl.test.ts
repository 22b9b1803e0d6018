import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createClient } from '../client.ts'
import { accessKey } from '../credentials.ts'
import type { ApiError } from '../errors.ts'
import { seen } from '../testing/canary-check.ts'
import { PROJECT_ID, TOKEN } from '../testing/client-of.ts'
import { errorOf } from '../testing/error-of.ts'
import { serveAnswer } from '../testing/serve.ts'
import { toCurl } from './curl.ts'

const PAGE = '{"total_count": 0, "actions": [], "tasks": []}'
const run = promisify(execFile)
const credentials = { token: TOKEN }

/** What a shell hands to `curl`, the real one or a function that prints its arguments. */
async function shell(command: string, curl = ''): Promise<string> {
  const { stdout } = await run('sh', ['-c', `${curl}\n${command}`], { env: { ...process.env, RDS_TOKEN: TOKEN } })
  return stdout
}

/** The arguments of `curl` in a POSIX shell. */
async function argumentsOf(command: string): Promise<string[]> {
  const printed = await shell(command, String.raw`curl() { for argument; do printf '%s\0' "$argument"; done; }`)
  return printed.split('\0').slice(0, -1)
}

test('reads well, and has the token as a variable', async () => {
  const client = createClient({ region: 'cn-north-4', projectId: PROJECT_ID, credentials, language: 'zh-cn' })
  const command = toCurl(await client.dryRun({ limit: 3, name: "it's" }))
  expect(
    command,
  ).toBe(String.raw`curl --include --globoff 'https://rds.cn-north-4.myhuaweicloud.com/v3/${PROJECT_ID}/tasklist?limit=3&name=it%27s' \
  --header "X-Auth-Token: $RDS_TOKEN" \
  --header 'x-language: zh-cn'`)
})

test('sends what the client sent, when curl is there', async ({ skip }) => {
  await run('curl', ['--version']).catch(() => skip('There is no curl on the PATH.'))
  const server = await serveAnswer(200, PAGE)
  const { endpoint } = server
  const client = createClient({
    endpoint: `${endpoint}/it's[1]{a,b}/`,
    projectId: PROJECT_ID,
    credentials,
    language: "$'`",
  })
  const query = { name: 'a b&c=ü/+[1-3]{x,y}$HOME', status: 'Running' } as const
  await client.list(query)
  expect(await shell(toCurl(await client.dryRun(query)))).toContain(PAGE)
  const [sent, repeated] = server.requests
  expect(repeated?.url).toBe(sent?.url)
  for (const name of ['x-auth-token', 'x-language']) expect(repeated?.headers[name]).toBe(sent?.headers[name])
})

test('reaches curl as it is, whatever a filter and the language contain', async () => {
  const text = fc.string({ unit: 'binary' }).filter((value) => !/\p{Surrogate}/u.test(value))
  const language = fc.stringMatching(/^[!-~]+$/)
  const property = fc.asyncProperty(text, language, async (name, tongue) => {
    const client = createClient({
      endpoint: "http://[::1]:4010/it's",
      projectId: PROJECT_ID,
      credentials,
      language: tongue,
    })
    const request = await client.dryRun({ name })
    const [, , url, , token, , sent] = await argumentsOf(toCurl(request))
    expect({ url, token, sent }).toEqual({
      url: request.url,
      token: `X-Auth-Token: ${TOKEN}`,
      sent: `x-language: ${tongue}`,
    })
  })
  await fc.assert(property, { numRuns: 30 })
})

test.each([
  ['a token', credentials],
  ['an access key', accessKey({ accessKey: 'AK-CANARY', secretKey: 'SK-CANARY', securityToken: 'ST-CANARY' })],
])('repeats the request of an error with a token, also when it was sent with %s', async (_, sentWith) => {
  const server = await serveAnswer(403, '')
  const client = createClient({ endpoint: server.endpoint, projectId: PROJECT_ID, credentials: sentWith })
  const { request } = (await errorOf(client.list({ limit: 3 }))) as ApiError
  const command = request && toCurl(request)
  seen.push(command)
  expect(command).toContain(`'${server.endpoint}/v3/${PROJECT_ID}/tasklist?limit=3'`)
  expect(command).toContain('"X-Auth-Token: $RDS_TOKEN"')
  expect(command).not.toMatch(/authorization|security|x-sdk-date|redacted/i)
})
