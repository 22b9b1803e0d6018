import { defineConfig } from 'vitest/config'
import { testDefaults } from '../../vitest.base.ts'

export default defineConfig({ test: testDefaults })
