import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    // Longer than any wait inside a browser test, so that the wait that fails is the one reported.
    testTimeout: 30_000,
    globalSetup: ['src/testing/build-once.ts'],
    reporters: ['default', ['json', { outputFile: 'reports/vitest.json' }]],
  },
})
