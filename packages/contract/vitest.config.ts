import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // All packages share two cores in CI; a slow test is no failed one.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', ['json', { outputFile: 'reports/vitest.json' }]],
  },
})
