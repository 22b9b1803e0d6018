import { execFile } from 'node:child_process'
import { access, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { BUNDLE } from './document.ts'
import { ownFile, type Program } from './server-process.ts'

/** Not a dependency: some 80 MB that nobody needs but this comparison. */
export const SCALAR_PACKAGES = { '@scalar/mock-server': '0.14.4', '@hono/node-server': '2.1.9' }

const CACHE = ownFile('../.cache')
const DEADLINE_MS = 120_000

/**
 * Scalar's mock server on the document, installed on first use.
 *
 * @throws when npm cannot install it.
 */
export async function scalarMock(cache = CACHE): Promise<Program> {
  const wanted = Object.entries(SCALAR_PACKAGES).map(([name, version]) => `${name}@${version}`)
  // A folder for each set of versions: what is there is what is wanted.
  const folder = join(cache, wanted.join('+').replaceAll('/', '-'))
  const done = join(folder, 'node_modules/.package-lock.json')
  if (!(await exists(done))) await install(folder, wanted)
  const env = { BENCH_SCALAR: JSON.stringify({ folder, document: fileURLToPath(BUNDLE) }) }
  return { file: ownFile('./servers/scalar.ts'), env }
}

async function install(folder: string, wanted: string[]): Promise<void> {
  await mkdir(folder, { recursive: true })
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--save-exact', '--fetch-retries=0', '--prefix', folder]
  try {
    await promisify(execFile)('npm', ['install', ...flags, ...wanted], { cwd: folder, timeout: DEADLINE_MS })
  } catch (error) {
    const { stderr = '', message } = error as Error & { stderr?: string }
    const [reason = message] = stderr.split('\n').filter((line) => line.startsWith('npm error'))
    throw new Error(`npm could not install ${wanted[0]}: ${reason.replace(/^npm error /, '')}`, { cause: error })
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
