import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { CallerSettings } from './callers/settings.ts'
import { BUNDLE, PATH, PROJECT } from './document.ts'
import { commandOf, ownFile, type Program } from './server-process.ts'

export type Answer = { path: string; headers: Record<string, string>; body: string }

/** Fastify and nothing else, sending this answer. */
export function bareFastify(answer: Answer): Program {
  return { file: ownFile('./servers/bare.ts'), env: { BENCH_ANSWER: JSON.stringify(answer) } }
}

/** Fastify that asks this SQLite file for page one, and does nothing else that the service does. */
export function fastifyWithQuery(file: string, limit: number): Program {
  const env = { BENCH_QUERY: JSON.stringify({ path: PATH, file, projectId: PROJECT, limit }) }
  return { file: ownFile('./servers/query.ts'), env }
}

/** Our mock as it is started without options. */
export const ourMock: Program = { file: commandOf('@rds-tasklist/mock'), args: ['--port', '0'] }

/** Prism's own command on the same document, as it is started without options: it prints a few lines for each request. */
export const prismMock: Program = {
  file: createRequire(import.meta.url).resolve('@stoplight/prism-cli'),
  args: ['mock', '--port', '0', fileURLToPath(BUNDLE)],
  env: { NODE_ENV: '' },
}

/** A caller of `callers/`. The vendor's leaves a file in the home folder, so its home is where it is installed. */
export function caller(name: string, settings: CallerSettings): Program {
  const home = settings.folder && { HOME: settings.folder }
  return { file: ownFile(`./callers/${name}.ts`), env: { BENCH_CALLER: JSON.stringify(settings), ...home } }
}
