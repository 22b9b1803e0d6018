import { readFile } from 'node:fs/promises'
import { importFrom } from '@rds-tasklist/runtimes/on-demand'

/** The other mock: Scalar's, as its documentation starts it. */
const { folder, document } = JSON.parse(process.env.BENCH_SCALAR ?? '') as { folder: string; document: string }
const { createMockServer } = await importFrom(folder, '@scalar/mock-server')
const { serve } = await importFrom(folder, '@hono/node-server')

const app = await createMockServer({ document: JSON.parse(await readFile(document, 'utf8')) })
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }: { port: number }) =>
  console.log(`http://127.0.0.1:${port}`),
)
