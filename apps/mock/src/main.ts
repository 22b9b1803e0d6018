import { parseArgs } from 'node:util'
import { startMock } from './server.ts'

const DEFAULT_PORT = 4010
const DOCS_ORIGINS = ['http://127.0.0.1:4000', 'http://localhost:4000']

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: process.env.MOCK_PORT ?? String(DEFAULT_PORT) },
    host: { type: 'string', default: '127.0.0.1' },
    'allow-origin': { type: 'string', multiple: true, default: DOCS_ORIGINS },
  },
})

const mock = await startMock({ port: Number(values.port), host: values.host, allowedOrigins: values['allow-origin'] })
console.log(`mock: ${mock.url}`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void mock.close())
