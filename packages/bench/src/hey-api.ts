import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { installed } from '@rds-tasklist/runtimes/on-demand'
import { BUNDLE } from './document.ts'
import { HEY_API } from './peers.ts'

/** Has hey-api generate its client of the document, with `fetch`, into a folder. */
export async function generateHeyApi(folder: string): Promise<void> {
  const command = join(await installed(HEY_API), 'node_modules/.bin/openapi-ts')
  const args = ['--input', fileURLToPath(BUNDLE), '--output', folder, '--client', '@hey-api/client-fetch']
  await promisify(execFile)(process.execPath, [command, ...args, '--no-log-file', '--silent'])
}
