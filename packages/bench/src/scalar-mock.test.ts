import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { scalarMock } from './scalar-mock.ts'
import { temporaryFolder } from './temporary-folder.ts'

test('without its registry npm says why it cannot install', async () => {
  const { path: cache, remove } = await temporaryFolder()
  onTestFinished(remove)
  // Nobody listens on port 1. The cache of the machine might hold the packages.
  vi.stubEnv('npm_config_registry', 'http://127.0.0.1:1/')
  vi.stubEnv('npm_config_cache', join(cache, 'npm'))
  onTestFinished(() => void vi.unstubAllEnvs())
  await expect(scalarMock(cache)).rejects.toThrow(/^npm could not install @scalar\/mock-server@[\d.]+: .*ECONNREFUSED/)
})
