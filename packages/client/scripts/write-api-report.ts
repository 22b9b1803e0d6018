import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { apiReport } from './api-report.ts'
import { buildPackage, PACKAGE_DIRECTORY } from './build-package.ts'

const folder = mkdtempSync(join(tmpdir(), 'client-api-'))
try {
  writeFileSync(join(PACKAGE_DIRECTORY, 'api.txt'), apiReport(await buildPackage(folder)))
  console.log('wrote packages/client/api.txt')
} finally {
  rmSync(folder, { recursive: true })
}
