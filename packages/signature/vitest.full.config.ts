import { defineConfig, type ViteUserConfig } from 'vitest/config'
import { fullTestDefaults } from '../../vitest.base.ts'

const config: ViteUserConfig = defineConfig({ test: { ...fullTestDefaults, include: ['scripts/**/*.full.ts'] } })

export default config
