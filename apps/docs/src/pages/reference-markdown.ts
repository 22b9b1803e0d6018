import { findOperation, need, type OpenApiDocument } from '../document/openapi.ts'
import { introduction, type Section } from '../document/sections.ts'
import type { Language } from '../languages.ts'
import type { ReferencePage } from '../reference/render-reference.ts'
import { operationMarkdown } from './operation-markdown.ts'

/**
 * The Markdown twin of a page of Redoc. Its texts are those that Redoc `prepared` shows, with their links; rules and values
 * come from the `bundle`, for Redoc's copy leaves out what it would say twice.
 */
export function referenceMarkdown(
  { path, label, operation }: ReferencePage,
  { bundle, prepared }: { bundle: OpenApiDocument; prepared: OpenApiDocument },
  all: Section[],
  language: Language,
): string {
  if (operation) {
    const located = findOperation(bundle, 'ListTasks')
    const { description } = findOperation(prepared, 'ListTasks').operation
    return operationMarkdown(bundle, { ...located, operation: { ...located.operation, description } }, language)
  }
  if (path === `/${language}`) return `# ${prepared.info.title}\n\n${introduction(prepared)}\n`
  const name = path.slice(`/${language}/`.length)
  const section = all.find(({ id }) => id === name)
  const tag = prepared.tags?.find((one) => one.name === name)
  return `# ${label}\n\n${need(section?.body ?? tag?.description, `text for the page ${path}`)}\n`
}
