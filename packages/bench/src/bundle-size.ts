import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Rolldown } from 'tsdown'

export type Bundle = {
  /** What an application imports, such as `export * from 'a-package'`. */
  code: string
  /** Where the application lies: its packages and files are looked for from here. */
  folder: string
  /** What only runs on Node is bundled for it, so that Node's own modules stay outside. */
  platform?: 'browser' | 'node'
}

/** What an application carries for an import: bundled, minified, with nothing that it does not use, and gzipped, in bytes. */
export async function gzippedSize({ code, folder, platform = 'browser' }: Bundle): Promise<number> {
  const entry = join(folder, 'entry-of-the-bench.js')
  const { output } = await Rolldown.build({
    input: entry,
    platform,
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? code : null),
      },
    ],
    output: { minify: true, codeSplitting: false },
    onLog: refuse,
    write: false,
  })
  const [chunk] = output
  return gzipSync(chunk.code, { level: 9 }).length
}

/** What is not found would make a bundle smaller than it is. */
function refuse(_: string, { code, message }: Rolldown.RolldownLog): void {
  if (code === 'UNRESOLVED_IMPORT') throw new Error(message)
}
