import type { ViteUserConfig } from 'vitest/config'

/** What the tests of every package share. Turbo keeps the report, from which `pnpm test` sums its closing line. */
export const testDefaults: NonNullable<ViteUserConfig['test']> = {
  // All packages share two cores in CI; a slow test is no failed one.
  testTimeout: 60_000,
  hookTimeout: 60_000,
  reporters: ['default', ['json', { outputFile: 'reports/vitest.json' }]],
}

/** What takes longer than CI has time for, in files of their own: `pnpm test:full`. */
export const fullTestDefaults: NonNullable<ViteUserConfig['test']> = {
  ...testDefaults,
  include: ['src/**/*.full.ts'],
  testTimeout: 30 * 60_000,
  hookTimeout: 10 * 60_000,
  reporters: ['default', ['json', { outputFile: 'reports/vitest.full.json' }]],
}
