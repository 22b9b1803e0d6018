import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { OpenApiDocument } from './document.ts'
import { generateDocument, generateErrorCodes } from './generate-document.ts'
import { generateTypes } from './generate-types.ts'

/** Path inside the package → text, for every generated file. */
export type GeneratedFiles = Record<string, string>

/** What the document gives, without writing it. */
export async function generateFiles(document: OpenApiDocument, chinese: OpenApiDocument): Promise<GeneratedFiles> {
  return {
    'src/explain/error-codes.gen.ts': generateErrorCodes(document),
    'src/explain/error-codes.zh-CN.gen.ts': generateErrorCodes(chinese),
    'src/schema.gen.ts': await generateTypes(document),
    'src/document.gen.ts': generateDocument(document),
  }
}

/** Writes the files into the package at `directory`. */
export async function writeFiles(files: GeneratedFiles, directory: string): Promise<void> {
  for (const [path, text] of Object.entries(files)) await writeFile(join(directory, path), text)
}

/** The paths whose bytes in `directory` are not those of `files`; a missing file counts. */
export async function staleFiles(files: GeneratedFiles, directory: string): Promise<string[]> {
  const stale: string[] = []
  for (const [path, text] of Object.entries(files)) {
    const written = await readFile(join(directory, path)).catch(() => undefined)
    if (written === undefined || !written.equals(Buffer.from(text))) stale.push(path)
  }
  return stale
}
