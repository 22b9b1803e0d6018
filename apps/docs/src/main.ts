import { parseArgs } from 'node:util'
import { startDocs } from './index.ts'

const MAX_PORT = 65_535

try {
  const { values, positionals } = parseArgs({
    options: { port: { type: 'string', default: process.env.DOCS_PORT ?? '4000' } },
    allowPositionals: true,
  })
  const [folder] = positionals
  const { url } = await startDocs({ port: portFrom(values.port), ...(folder !== undefined && { folder }) })
  console.log(`Docs: ${url}`)
} catch (error) {
  const { syscall, message } = error as NodeJS.ErrnoException
  console.error(syscall === 'listen' ? `${message}: choose another port with --port or DOCS_PORT.` : message)
  process.exitCode = 1
}

function portFrom(text: string): number {
  if (/^\d+$/.test(text) && Number(text) <= MAX_PORT) return Number(text)
  throw new Error(`"${text}" is no port: choose a number from 0 to ${MAX_PORT} with --port or DOCS_PORT.`)
}
