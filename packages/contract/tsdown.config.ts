import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { defineConfig, type UserConfig } from 'tsdown'

type Chunk = { type: string; moduleIds?: string[] }
type PluginContext = { emitFile(file: { type: 'asset'; fileName: string; source: string }): string }

const LIBRARY = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/

const config: UserConfig = defineConfig({
  entry: ['src/main.ts'],
  format: 'esm',
  platform: 'node',
  target: 'node20.3',
  dts: false,
  // Nothing is left to install: document, signature and libraries are in the output, the rest is Node's own.
  deps: {
    onlyBundle: [
      'ajv',
      'ajv-formats',
      'fast-check',
      'fast-deep-equal',
      'fast-uri',
      'json-schema-traverse',
      'pure-rand',
    ],
    onlyImport: [],
  },
  fixedExtension: false,
  failOnWarn: true,
  plugins: [{ name: 'licenses', generateBundle: keepLicenses }],
})

/** The licences of what is bundled demand that their notices go along. */
async function keepLicenses(this: PluginContext, _: unknown, output: Record<string, Chunk>): Promise<void> {
  const modules = Object.values(output).flatMap(({ moduleIds = [] }) => moduleIds)
  const folders = new Set(modules.flatMap((id) => LIBRARY.exec(id)?.[0] ?? []))
  const notices = await Promise.all([...folders].sort().map(noticeOf))
  this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-LICENSES.txt', source: notices.join('\n\n') })
}

async function noticeOf(folder: string): Promise<string> {
  const { name, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  const file = (await readdir(folder)).find((one) => /^licen[cs]e/i.test(one))
  if (file === undefined) throw new Error(`${name} has no licence file to keep: leave it out of the bundle`)
  return `${name} ${version}\n\n${(await readFile(join(folder, file), 'utf8')).trim()}\n`
}

export default config
