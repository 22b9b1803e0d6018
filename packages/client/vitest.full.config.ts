import { defineConfig, type ViteUserConfig } from 'vitest/config'
import { fullTestDefaults } from '../../vitest.base.ts'
import config from './vitest.config.ts'

const fullConfig: ViteUserConfig = defineConfig({
  ...config,
  test: { ...config.test, ...fullTestDefaults, include: ['scripts/**/*.full.ts'], typecheck: { enabled: false } },
})

export default fullConfig
