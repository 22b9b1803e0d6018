import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { defineConfig, type UserConfig } from 'tsdown'

// The entry for Node alone reads a file; the others run anywhere.
const NODE_ONLY = ['node:fs', 'node:os', 'node:path']

const config: UserConfig = defineConfig({
  entry: {
    index: 'src/index.ts',
    wait: 'src/wait.ts',
    credentials: 'src/credentials.ts',
    'credentials.node': 'src/credentials.node.ts',
    explain: 'src/explain.ts',
    'explain.zh-CN': 'src/explain.zh-CN.ts',
  },
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  // The compiler API that a declaration plugin would load is gone in TypeScript 7; isolated declarations need none.
  dts: { oxc: {} },
  // openapi-fetch is frozen upstream, so consumers get the tested copy. Anything else in the output is a mistake.
  deps: {
    neverBundle: NODE_ONLY,
    onlyBundle: ['openapi-fetch', '@rds-tasklist/signature'],
    onlyImport: NODE_ONLY,
  },
  failOnWarn: true,
  hooks: { 'build:done': keepLicenses },
})

/** The licence of what is bundled demands that its notice goes along. */
async function keepLicenses({ options }: { options: { outDir: string } }): Promise<void> {
  const license = await readFile('node_modules/openapi-fetch/LICENSE', 'utf8')
  const { version } = JSON.parse(await readFile('node_modules/openapi-fetch/package.json', 'utf8'))
  const notice = join(options.outDir, 'THIRD-PARTY-LICENSES.txt')
  await writeFile(notice, `index.js contains openapi-fetch ${version}:\n\n${license}`)
}

export default config
