import { parseArgs } from 'node:util'
import { startDocs } from './index.ts'

const { values } = parseArgs({ options: { port: { type: 'string', default: process.env.DOCS_PORT ?? '4000' } } })
if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535) {
  console.error(`The port must be a number from 0 to 65535, not "${values.port}" (--port or DOCS_PORT).`)
  process.exit(2)
}

try {
  const { url } = await startDocs({ port: Number(values.port) })
  console.log(`Docs: ${url}`)
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}
