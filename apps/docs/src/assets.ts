import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Rolldown } from 'tsdown'
import { reducedDocument } from './explorer/reduce-document.ts'
import { patchRedoc } from './reference/redoc-patch.ts'

const SCRIPTS = ['explorer', 'filter', 'frame', 'language', 'reference', 'signature']
const REDOC = 'redoc/bundles/redoc.standalone.js'

/** Each style sheet of the site and the files it is put together from: a page waits for every sheet that it names. */
const STYLE_SHEETS = { 'site.css': ['site.css', 'frame.css', 'prose.css'], 'explorer.css': ['explorer.css'] }

/** Writes what all pages share: our scripts and styles, and Redoc's bundle with its licence. `redocStyles` are Redoc's own. */
export async function writeAssets(
  write: (path: string, content: string) => Promise<void>,
  redocStyles: string,
): Promise<void> {
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
  const style = (file: string) => readFile(new URL(`styles/${file}`, import.meta.url), 'utf8')
  for (const [sheet, files] of Object.entries(STYLE_SHEETS)) {
    await write(`assets/${sheet}`, (await Promise.all(files.map(style))).join('\n'))
  }
  await write('assets/redoc.css', `${redocStyles}\n${await style('redoc-overrides.css')}`)
  await write('assets/icon.svg', await style('icon.svg'))
  const bundle = await readFile(new URL(import.meta.resolve(REDOC)), 'utf8')
  await write('assets/redoc.standalone.js', patchRedoc(bundle))
  const license = new URL('LICENSE', import.meta.resolve('redoc/package.json'))
  await write('assets/redoc-license.txt', await readFile(license, 'utf8'))
}
