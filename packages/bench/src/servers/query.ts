import { DatabaseSync } from 'node:sqlite'
import fastify from 'fastify'
import { listen } from './listen.ts'

/** The floor of the service: Fastify, one prepared query of the rows of the same page, and `JSON.stringify`. Nothing else. */
const { path, file, projectId, limit } = JSON.parse(process.env.BENCH_QUERY ?? '') as {
  path: string
  file: string
  projectId: string
  limit: number
}
// The limit stands in the text: SQLite would plan the statement again each time that it is given one.
const query = new DatabaseSync(file, { readOnly: true }).prepare(`
  SELECT id, name, instance_id, instance_name, instance_status, order_id, process, create_time, end_time, status
  FROM tasks WHERE project_id = ? ORDER BY newest_first, id LIMIT ${limit}`)
const app = fastify()
app.get(path, (_, reply) => reply.type('application/json').send(JSON.stringify({ tasks: query.all(projectId) })))
await listen(app)
