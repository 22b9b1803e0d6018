import { defineConfig } from 'vitest/config'
import { testDefaults } from '../../vitest.base.ts'

export default defineConfig({
  test: { ...testDefaults, include: ['src/**/*.test.ts'], globalSetup: ['src/testing/build-once.ts'] },
})
