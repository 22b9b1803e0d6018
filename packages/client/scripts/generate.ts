import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { readDocument } from './document.ts'
import { generateFiles, staleFiles, writeFiles } from './generated-files.ts'

// Writes the generated sources, or with --check only says whether they are what the document gives.
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
const directory = dirname(import.meta.dirname)
const files = await generateFiles(readDocument(), readDocument('openapi.zh-CN'))

if (values.check) {
  const stale = await staleFiles(files, directory)
  for (const path of stale) {
    console.error(`packages/client/${path} is not what the document gives: it is stale or was edited by hand.`)
  }
  if (stale.length > 0) {
    console.error('To mend it, run:\n\n  pnpm generate\n')
    process.exitCode = 1
  }
} else {
  await writeFiles(files, directory)
  for (const path of Object.keys(files)) console.log(`wrote packages/client/${path}`)
}
