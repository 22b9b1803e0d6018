import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

/** The other mock: Scalar's, as its documentation starts it. It is installed outside the workspace, see ../scalar-mock.ts. */
const { folder, document } = JSON.parse(process.env.BENCH_SCALAR ?? '') as { folder: string; document: string }
const load = (name: string) => import(createRequire(`${folder}/package.json`).resolve(name))
const { createMockServer } = await load('@scalar/mock-server')
const { serve } = await load('@hono/node-server')

const app = await createMockServer({ document: JSON.parse(await readFile(document, 'utf8')) })
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }: { port: number }) =>
  console.log(`http://127.0.0.1:${port}`),
)
