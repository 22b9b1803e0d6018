import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Rolldown } from 'tsdown'
import { readDocument } from './document.ts'

const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
const BUNDLE = /\/spec\/dist\/openapi[\w.-]*\.json$/
const VALIDATORS = pathOf('../src/validate/validators.ts')

/** What the fake does not read of the document: texts, and values that the client has already. */
const UNREAD =
  'description summary title info tags servers security securitySchemes x-error-codes x-enumDescriptions'.split(' ')

/**
 * Modules that are not what their file says, in the build and in tests alike: the validators are made of the document, the judge is
 * that of service and mock, and the bundles lose what the fake does not read, which is most of them.
 */
export const madeModules: Rolldown.Plugin = {
  name: 'made-modules',
  async load(id) {
    if (BUNDLE.test(id)) return { code: reduced(await readFile(id, 'utf8')), moduleType: 'json' }
    if (id !== VALIDATORS) return null
    const { generateValidators } = await import('./generate-validators.ts')
    return generateValidators(readDocument())
  },
}

function reduced(text: string): string {
  return JSON.stringify(JSON.parse(text, (name, value) => (UNREAD.includes(name) ? undefined : value)))
}
