import { fileURLToPath } from 'node:url'
import { installed, type Packages } from '@rds-tasklist/runtimes/on-demand'
import { BUNDLE } from './document.ts'
import { ownFile, type Program } from './server-process.ts'

/** The other mock, and what it listens with. */
export const SCALAR = { '@scalar/mock-server': '0.14.4', '@hono/node-server': '2.1.9' } satisfies Packages

/** The core of the vendor's SDK, which signs and sends; there is no package of this service. It loads uuid without asking for it. */
export const VENDOR = { '@huaweicloud/huaweicloud-sdk-core': '3.1.211', uuid: '11.1.0' } satisfies Packages

/** A generator of clients; it does not run with the repository's TypeScript. */
export const HEY_API = { '@hey-api/openapi-ts': '0.99.0', typescript: '5.9.3' } satisfies Packages

/** Every peer that is no dependency of this package. */
export const ON_DEMAND: Packages = { ...SCALAR, ...VENDOR, ...HEY_API }

/** A peer's name with its version, as tables show it. */
export function titleOf(packages: Packages): string {
  const [[name, version] = []] = Object.entries(packages)
  return `${name} ${version}`
}

/** Scalar's mock server on the document. */
export async function scalarMock(): Promise<Program> {
  const settings = { folder: await installed(SCALAR), document: fileURLToPath(BUNDLE) }
  return { file: ownFile('./servers/scalar.ts'), env: { BENCH_SCALAR: JSON.stringify(settings) } }
}
