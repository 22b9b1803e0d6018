import { headingIds } from './heading-ids.ts'
import { need, type OpenApiDocument } from './openapi.ts'

/** A section of the introduction. `id` is the same in every language, `body` is Markdown without its heading. */
export type Section = { id: string; title: string; body: string }

const HEADING = /^## (.+)\n/gm

/** The sections of the introduction, with the IDs that their English headings give. */
export function sections(document: OpenApiDocument, english: OpenApiDocument): Section[] {
  const ids = headingIds(english.info.description)
  const [, ...parts] = document.info.description.split(HEADING)
  return ids.map((id, index) => ({ id, title: parts[index * 2] ?? '', body: (parts[index * 2 + 1] ?? '').trim() }))
}

/** What the introduction says before its first heading. */
export function introduction({ info }: OpenApiDocument): string {
  return (info.description.split(HEADING)[0] ?? '').trim()
}

/** One section. Throws when the introduction has none with this ID. */
export function sectionOf(all: Section[], id: string): Section {
  return need(
    all.find((section) => section.id === id),
    `section ${id} in its introduction`,
  )
}
