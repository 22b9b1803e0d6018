import { defineConfig, type UserConfig } from 'tsdown'

const config: UserConfig = defineConfig({
  entry: ['src/index.ts', 'src/main.ts'],
  format: 'esm',
  platform: 'node',
  target: 'node20.3',
  // The compiler API that a declaration plugin would load is gone in TypeScript 7; isolated declarations need none.
  dts: { oxc: {} },
  // Nothing is left to install: the document is in the output, the rest is Node's own.
  deps: { onlyBundle: [], onlyImport: [] },
  fixedExtension: false,
  failOnWarn: true,
})

export default config
