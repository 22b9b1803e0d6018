import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Language } from '../languages.ts'
import type { OpenApiDocument } from './openapi.ts'

const SPECIFIERS: Record<Language, string> = {
  en: '@rds-tasklist/spec/openapi.json',
  'zh-CN': '@rds-tasklist/spec/openapi.zh-CN.json',
}

/** Reads the bundle of a language that `spec` has built. */
export async function readBundle(language: Language): Promise<OpenApiDocument> {
  const file = fileURLToPath(import.meta.resolve(SPECIFIERS[language]))
  return JSON.parse(await readFile(file, 'utf8'))
}
