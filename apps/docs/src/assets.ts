import { readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { patchRedoc } from './reference/redoc-patch.ts'

const scripts = [
  'choose-language',
  'explorer',
  'preferred-language',
  'reference',
  'remember-language',
  'request',
  'stored-language',
]

/** Writes what all pages share: our scripts and styles, and Redoc's bundle with its licence. */
export async function writeAssets(write: (path: string, content: string) => Promise<void>): Promise<void> {
  for (const script of scripts) {
    const source = await readFile(new URL(`browser/${script}.ts`, import.meta.url), 'utf8')
    const stripped = stripTypeScriptTypes(source).replace(/(from '\.\/[^']+)\.ts'/g, "$1.js'")
    await write(`assets/${script}.js`, stripped)
  }
  for (const file of ['site.css', 'icon.svg']) {
    await write(`assets/${file}`, await readFile(new URL(`styles/${file}`, import.meta.url), 'utf8'))
  }
  const redoc = new URL(import.meta.resolve('redoc/package.json'))
  const bundle = await readFile(new URL('bundles/redoc.standalone.js', redoc), 'utf8')
  await write('assets/redoc.standalone.js', patchRedoc(bundle))
  await write('assets/redoc-license.txt', await readFile(new URL('LICENSE', redoc), 'utf8'))
}
