import { defineConfig, type UserConfig } from 'tsdown'

const config: UserConfig = defineConfig({
  entry: 'src/index.ts',
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  // The compiler API that a declaration plugin would load is gone in TypeScript 7; isolated declarations need none.
  dts: { oxc: {} },
  // Nothing is imported and nothing bundled: the runtime brings all that is needed.
  deps: { onlyBundle: [], onlyImport: [] },
  failOnWarn: true,
})

export default config
