import { installed } from '@rds-tasklist/runtimes/on-demand'
import { gzippedSize } from '../bundle-size.ts'
import { generateHeyApi } from '../hey-api.ts'
import { versionOf } from '../machine.ts'
import { HEY_API, titleOf, VENDOR } from '../peers.ts'
import { attempt, compare, type Row } from '../row.ts'
import { ownFile } from '../server-process.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import type { Figure } from './figure.ts'

const [LIST, CORE, WHOLE] = [
  `export { createClient } from '@rds-tasklist/client'`,
  `export * from '@rds-tasklist/client'`,
  ['', '/wait', '/credentials'].map((entry) => `export * from '@rds-tasklist/client${entry}'`).join('\n'),
]

/** What an application carries for our client, beside what it would carry for others. */
export const size: Figure = async (_, progress) => {
  progress('size')
  const ours = {
    'client, createClient alone': await own(LIST),
    'client, the whole core': await own(CORE),
    'client, core, wait and credentials': await own(WHOLE),
  }
  const beside = (peer: string, measure: () => Promise<number>) =>
    attempt(`client ÷ ${peer}`, async () => rows(ours, peer, await measure()))
  return [
    ...(await beside(`openapi-fetch ${versionOf('openapi-fetch')}`, () =>
      own(`export { default } from 'openapi-fetch'`),
    )),
    ...(await beside(`client by ${titleOf(HEY_API)}`, heyApi)),
    ...(await beside(titleOf(VENDOR), vendor)),
  ]
}

function rows(ours: Record<string, number>, peer: string, theirs: number): Row[] {
  return Object.entries(ours).map(([name, size]) =>
    compare({ name, peer, unit: 'bytes' }, { ours: [size], theirs: [theirs] }),
  )
}

/** The size of what this package itself can import. */
function own(code: string): Promise<number> {
  return gzippedSize({ code, folder: ownFile('..') })
}

async function heyApi(): Promise<number> {
  const { path: folder, remove } = await temporaryFolder()
  try {
    await generateHeyApi(folder)
    return await gzippedSize({ code: `export * from './sdk.gen.ts'`, folder })
  } finally {
    remove()
  }
}

/** What a generated service stands on; the service itself would come on top. */
async function vendor(): Promise<number> {
  const [name] = Object.keys(VENDOR)
  // By name: nothing is known of what a CommonJS package exports, so `export *` would leave all of it out.
  const code = `export { BasicCredentials } from '${name}'; export { ClientBuilder } from '${name}/ClientBuilder'`
  return gzippedSize({ code, folder: await installed(VENDOR), platform: 'node' })
}
