import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { defineConfig, type UserConfig } from 'tsdown'
import { madeModules } from './scripts/made-modules.ts'

// The entries for Node alone use its modules; the others run anywhere.
const NODE_ONLY = ['node:diagnostics_channel', 'node:fs', 'node:os', 'node:path']

// What the user of an entry has anyhow.
const PEERS = ['msw']

const config: UserConfig = defineConfig({
  entry: {
    index: 'src/index.ts',
    wait: 'src/wait.ts',
    credentials: 'src/credentials.ts',
    'credentials.node': 'src/credentials.node.ts',
    explain: 'src/explain.ts',
    observe: 'src/observe.ts',
    'observe.node': 'src/observe.node.ts',
    'explain.zh-CN': 'src/explain.zh-CN.ts',
    'react-query': 'src/react-query.ts',
    swr: 'src/swr.ts',
    validate: 'src/validate.ts',
    testing: 'src/testing.ts',
    'testing.msw': 'src/testing.msw.ts',
  },
  plugins: [madeModules],
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  // The compiler API that a declaration plugin would load is gone in TypeScript 7; isolated declarations need none.
  dts: { oxc: {} },
  // openapi-fetch is frozen upstream, so consumers get the tested copy. Anything else in the output is a mistake.
  deps: {
    neverBundle: [...NODE_ONLY, ...PEERS],
    onlyBundle: ['openapi-fetch', '@rds-tasklist/signature'],
    onlyImport: [...NODE_ONLY, ...PEERS],
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
