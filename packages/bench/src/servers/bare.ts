import fastify from 'fastify'
import { listen } from './listen.ts'

/** The peer of the service: Fastify, and a handler that sends bytes which it was given. Nothing is checked, read or made. */
const { path, headers, body } = JSON.parse(process.env.BENCH_ANSWER ?? '') as {
  path: string
  headers: Record<string, string>
  body: string
}
const app = fastify()
app.get(path, (_, reply) => reply.headers(headers).send(body))
await listen(app)
