import type { FastifyInstance } from 'fastify'

/** Listens as the programs of the repository do, and prints the address for who started it. */
export async function listen(app: FastifyInstance): Promise<void> {
  console.log(await app.listen({ port: 0, host: '127.0.0.1' }))
  process.once('SIGTERM', () => void app.close().then(() => process.exit()))
}
