import { registerHooks } from 'node:module'
import { patchRedoc } from './redoc-patch.ts'

/** Imports Redoc for rendering at build, patched like the bundle for the browser so that both write the same markup. */
export async function loadRedoc(): Promise<typeof import('redoc')> {
  const redoc = import.meta.resolve('redoc')
  const hooks = registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context)
      if (url !== redoc) return loaded
      return { ...loaded, source: patchRedoc(new TextDecoder().decode(loaded.source as Uint8Array)) }
    },
  })
  try {
    return await import('redoc')
  } finally {
    hooks.deregister()
  }
}
