import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Rolldown } from 'tsdown'
import { reducedDocument } from './explorer/reduce-document.ts'
import { patchRedoc } from './reference/redoc-patch.ts'

const SCRIPTS = ['explorer', 'filter', 'frame', 'language', 'reference', 'signature', 'theme']
const REDOC = 'redoc/bundles/redoc.standalone.js'

/** Writes what all pages share: our scripts and styles, and Redoc's bundle with its licence. */
export async function writeAssets(write: (path: string, content: string) => Promise<void>): Promise<void> {
  const { output } = await Rolldown.build({
    input: SCRIPTS.map((script) => fileURLToPath(new URL(`browser/${script}.ts`, import.meta.url))),
    // Redoc is not bundled: it gets its patches here and is loaded after the page was painted.
    external: REDOC,
    plugins: [reducedDocument],
    output: { minify: true, paths: { [REDOC]: './redoc.standalone.js' } },
    write: false,
  })
  for (const file of output) {
    await write(`assets/${file.fileName}`, file.type === 'chunk' ? file.code : String(file.source))
  }
  for (const file of ['site.css', 'prose.css', 'redoc-contrast.css', 'explorer.css', 'icon.svg']) {
    await write(`assets/${file}`, await readFile(new URL(`styles/${file}`, import.meta.url), 'utf8'))
  }
  const bundle = await readFile(new URL(import.meta.resolve(REDOC)), 'utf8')
  await write('assets/redoc.standalone.js', patchRedoc(bundle))
  const license = new URL('LICENSE', import.meta.resolve('redoc/package.json'))
  await write('assets/redoc-license.txt', await readFile(license, 'utf8'))
}
