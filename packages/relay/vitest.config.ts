import { defineConfig, type ViteUserConfig } from 'vitest/config'
import { testDefaults } from '../../vitest.base.ts'

const config: ViteUserConfig = defineConfig({ test: testDefaults })

export default config
