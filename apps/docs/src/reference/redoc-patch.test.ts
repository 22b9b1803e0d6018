import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { patchRedoc, TEXTS_GLOBAL } from './redoc-patch.ts'

async function readBundle(name: string): Promise<string> {
  return readFile(fileURLToPath(new URL(name, import.meta.resolve('redoc'))), 'utf8')
}

test.each(['redoc.js', 'redoc.standalone.js'])(
  '%s asks for our words and no longer for a logo of another host',
  async (name) => {
    const patched = patchRedoc(await readBundle(name))
    expect(patched).toContain(`globalThis.${TEXTS_GLOBAL}?.[e]??`)
    expect(patched).not.toContain('cdn.redoc.ly')
  },
)

test('a bundle that has a patched place no longer, or twice, stops the build with its name', async () => {
  const bundle = await readBundle('redoc.js')
  const place = 'text:`to navigate`'
  expect(() => patchRedoc(bundle.replace(place, 'text:`to walk`'))).toThrow(
    'Redoc cannot be patched: 0 places look like the words "to navigate", not 1.',
  )
  expect(() => patchRedoc(bundle.replace(place, `${place},${place}`))).toThrow('2 places look like the words')
})
