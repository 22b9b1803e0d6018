import { type LocatedOperation, need, type OpenApiDocument } from '../document/openapi.ts'
import { introduction, type Section } from '../document/sections.ts'
import type { Language } from '../languages.ts'
import type { ReferencePage } from '../reference/render-reference.ts'
import { operationMarkdown } from './operation-markdown.ts'

/** The Markdown twin of a page of Redoc, from the document that Redoc rendered. */
export function referenceMarkdown(
  { path, label, operation }: ReferencePage,
  document: OpenApiDocument,
  located: LocatedOperation,
  all: Section[],
  language: Language,
): string {
  if (operation) return operationMarkdown(document, located, language)
  if (path === `/${language}`) return `# ${document.info.title}\n\n${introduction(document)}\n`
  const name = path.slice(`/${language}/`.length)
  const section = all.find(({ id }) => id === name)
  const tag = document.tags?.find((one) => one.name === name)
  return `# ${label}\n\n${need(section?.body ?? tag?.description, `text for the page ${path}`)}\n`
}
