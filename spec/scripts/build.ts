import { mkdir, writeFile } from 'node:fs/promises'
import { bundles } from './bundles.ts'
import { readCatalogue } from './catalogue.ts'
import { SpecProblems } from './problems.ts'

const at = (name: string) => new URL(`../${name}`, import.meta.url)

try {
  const { english, chinese } = await bundles(at('openapi.yaml'), await readCatalogue(at('zh-CN.yaml')))
  await mkdir(at('dist/'), { recursive: true })
  await writeFile(at('dist/openapi.json'), JSON.stringify(english, null, 2))
  await writeFile(at('dist/openapi.zh-CN.json'), JSON.stringify(chinese, null, 2))
} catch (error) {
  if (!(error instanceof SpecProblems)) throw error
  console.error(error.message)
  process.exitCode = 1
}
