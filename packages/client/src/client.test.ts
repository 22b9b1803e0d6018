import { expect, test } from 'vitest'
import { createClient } from './client.ts'
import { headerNames } from './document.gen.ts'
import { clientOf, PROJECT_ID, TOKEN } from './testing/client-of.ts'
import { documentExamples, pageExample } from './testing/document-examples.ts'
import { errorOf } from './testing/error-of.ts'
import { serve, serveAnswer } from './testing/serve.ts'

const EMPTY_PAGE = JSON.stringify({ total_count: 0, actions: [], tasks: [] })

test.each(documentExamples().filter(([status]) => status === 200))(
  'gives the page of a %i as it came: %s',
  async (status, _, body) => {
    const server = await serveAnswer(status, JSON.stringify(body))
    expect(await clientOf(server).list()).toEqual(body)
  },
)

test('sends method, path, token and language', async () => {
  const server = await serveAnswer(200, EMPTY_PAGE)
  const credentials = { token: TOKEN }
  await createClient({ endpoint: server.endpoint, projectId: PROJECT_ID, credentials, language: 'zh-cn' }).list()
  const [request] = server.requests
  expect(request?.method).toBe('GET')
  expect(request?.url).toBe(`/v3/${PROJECT_ID}/tasklist`)
  expect(request?.headers[headerNames.token.toLowerCase()]).toBe(TOKEN)
  expect(request?.headers[headerNames.language.toLowerCase()]).toBe('zh-cn')
})

test('leaves the language to the service when none is given', async () => {
  const server = await serveAnswer(200, EMPTY_PAGE)
  await clientOf(server).list()
  expect(server.requests[0]?.headers).not.toHaveProperty(headerNames.language.toLowerCase())
})

test('writes the query in the order of the document, times as digits, and leaves out what is absent', async () => {
  const server = await serveAnswer(200, EMPTY_PAGE)
  await clientOf(server).list({
    start_time: new Date('2025-05-22T13:15:01.390Z'),
    end_time: '1748524501390',
    offset: 0,
    limit: 3,
    id: '',
    name: 'a b&c=ü/+',
    status: undefined,
  })
  expect(server.requests[0]?.url).toBe(
    `/v3/${PROJECT_ID}/tasklist?offset=0&limit=3&name=a%20b%26c%3D%C3%BC%2F%2B&start_time=1747919701390&end_time=1748524501390`,
  )
})

test('keeps the path of an endpoint as a prefix', async () => {
  const server = await serveAnswer(200, EMPTY_PAGE)
  await clientOf({ endpoint: `${server.endpoint}/relay/` }).list()
  expect(server.requests[0]?.url).toBe(`/relay/v3/${PROJECT_ID}/tasklist`)
})

test('survives members that are absent, null or unknown', async () => {
  const [task] = pageExample('running').tasks
  const odd = { ...task, status: 'Paused', process: null, order_id: null, new_member: 1 }
  const body = { total_count: 2, actions: null, tasks: [odd, { id: 'bare' }], also_new: true }
  const server = await serveAnswer(200, JSON.stringify(body))
  expect(await clientOf(server).list()).toEqual({ ...body, actions: [] })
})

test('takes a replacement character for a character', async () => {
  const [task] = pageExample('running').tasks
  const body = { total_count: 1, actions: [], tasks: [{ ...task, name: 'a\uFFFDb' }] }
  const server = await serveAnswer(200, JSON.stringify(body))
  expect(await clientOf(server).list()).toEqual(body)
})

test('shows in a dry run what it sends', async () => {
  const server = await serveAnswer(200, EMPTY_PAGE)
  const client = clientOf(server)
  const query = { name: "it's ü", limit: 3 }
  await client.list(query)
  const { url, method } = await client.dryRun(query)
  expect({ url, method }).toEqual({ url: server.endpoint + server.requests[0]?.url, method: 'GET' })
})

test('uses the fetch it is given, without a receiver', async () => {
  const seen: Request[] = []
  const client = createClient({
    region: 'cn-north-4',
    projectId: PROJECT_ID,
    credentials: { token: TOKEN },
    async fetch(this: unknown, request: Request) {
      // `window.fetch` throws when it is called as a method of something else.
      expect(this).toBeUndefined()
      seen.push(request)
      return new Response(EMPTY_PAGE)
    },
  })
  await client.list()
  expect(seen[0]?.url).toBe(`https://rds.cn-north-4.myhuaweicloud.com/v3/${PROJECT_ID}/tasklist`)
  expect(seen[0]?.redirect).toBe('manual')
})

test('refuses a wrong query, options and signal before the wire', async () => {
  const server = await serve(() => {})
  const client = clientOf(server)
  const loose = client.list as (...args: unknown[]) => Promise<unknown>
  expect(await errorOf(loose({ limt: 3 }))).toMatchObject({
    kind: 'usage',
    message: 'unknown query parameter limt; did you mean limit?',
  })
  expect(await errorOf(loose({}, { sigal: 1 }))).toMatchObject({
    message: 'unknown request option sigal; did you mean signal?',
  })
  expect(await errorOf(loose({}, { signal: {} }))).toMatchObject({
    kind: 'usage',
    message: expect.stringContaining('AbortSignal'),
  })
  expect(await errorOf(loose({}, AbortSignal.timeout(1)))).toMatchObject({
    kind: 'usage',
    message: expect.stringContaining('{ signal }'),
  })
  for (const id of ['', 5, undefined]) expect(await errorOf(client.get(id as string))).toMatchObject({ kind: 'usage' })
  expect(await errorOf(loose(null))).toMatchObject({ kind: 'usage' })
  expect(server.requests).toEqual([])
})
