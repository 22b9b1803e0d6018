import { defineConfig, type ViteUserConfig } from 'vitest/config'
import { testDefaults } from '../../vitest.base.ts'
import { madeModules } from './scripts/made-modules.ts'

const config: ViteUserConfig = defineConfig({
  plugins: [madeModules],
  test: {
    ...testDefaults,
    setupFiles: ['src/testing/canary-check.ts'],
    typecheck: { enabled: true, include: ['**/*.test-d.ts'], checker: 'tsc' },
  },
})

export default config
