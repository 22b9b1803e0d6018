import { defineConfig } from 'vitest/config'
import { fullTestDefaults } from '../../vitest.base.ts'

export default defineConfig({ test: fullTestDefaults })
