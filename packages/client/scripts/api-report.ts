import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The public API as text: the names that each entry exports, and the declarations behind them. Comments, the chunks of the build and the
 * values of constants are left out, so that it changes when something changes for a caller.
 */
export function apiReport(outDir: string): string {
  const { name, exports } = JSON.parse(readFileSync(join(outDir, '../package.json'), 'utf8'))
  const entries = Object.entries<{ types: string }>(exports).map(([path, { types }]) => {
    const exported = exportedNames(readFileSync(join(outDir, '..', types), 'utf8'))
    return `${name}${path.slice(1)}\n${exported.map((one) => `  ${one}\n`).join('')}`
  })
  const files = readdirSync(outDir).filter((file) => file.endsWith('.d.ts'))
  const declarations = files.flatMap((file) => declarationsOf(readFileSync(join(outDir, file), 'utf8')))
  return `Written by \`pnpm generate\`.\n\n${entries.join('\n')}\n${[...new Set(declarations)].toSorted().join('\n')}`
}

const START = /^(?:export )?(?:declare )?(?:abstract )?(?:class|const|function|type)\b/

function exportedNames(code: string): string[] {
  const inPlace = code.matchAll(/^export (?:declare )?(?:abstract )?(?:class|const|function|type) (\w+)/gm)
  const lists = code.matchAll(/^export (type )?\{([^}]*)\}/gm)
  const listed = [...lists].flatMap(([, , names = '']) =>
    names.split(',').map((name) => name.trim().replace('type ', '')),
  )
  return [...[...inPlace].map(([, name = '']) => name), ...listed].toSorted()
}

/** Each top-level declaration, by its own name: inside the build it is exported under another. */
function declarationsOf(code: string): string[] {
  const lines = code
    .replace(/\/\*[\s\S]*?\*\/\n?/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
  const found: string[] = []
  for (const line of lines) {
    if (START.test(line)) found.push('')
    // An import, or a list of exports.
    else if (/^(?:import|export)\b/.test(line)) continue
    found[found.length - 1] += `${line}\n`
  }
  return found.map((text) => withoutValues(text.replace(/^export |declare /g, '')))
}

function withoutValues(declaration: string): string {
  if (!declaration.startsWith('const ')) return declaration
  return declaration.replace(/: (?:readonly \[[^\]]*\]|"(?:[^"\\]|\\.)*"|-?[\d.]+);/g, ': …;')
}
