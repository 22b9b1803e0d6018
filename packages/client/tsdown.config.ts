import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { defineConfig, type UserConfig } from 'tsdown'

const config: UserConfig = defineConfig({
  entry: 'src/index.ts',
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  // The compiler API that a declaration plugin would load is gone in TypeScript 7; isolated declarations need none.
  dts: { oxc: {} },
  // openapi-fetch is frozen upstream, so consumers get the tested copy. Anything else in the output is a mistake.
  deps: { onlyBundle: ['openapi-fetch'], onlyImport: [] },
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
