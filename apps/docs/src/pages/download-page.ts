import { LANGUAGES, type Language } from '../languages.ts'
import { markdownPage } from './markdown-page.ts'
import type { Page } from './page.ts'
import { SITE_TEXTS } from './site-texts.ts'

/** Where the document can be downloaded, in both languages and notations. */
export function downloadPage(siteTitle: string, language: Language): Page {
  const texts = SITE_TEXTS[language]
  const rows = LANGUAGES.map((one) => {
    const { languageName } = SITE_TEXTS[one]
    return `| ${languageName} | [openapi.json](/${one}/openapi.json) | [openapi.yaml](/${one}/openapi.yaml) |`
  })
  const markdown = [
    `# ${texts.downloads}`,
    texts.downloadsIntro,
    [`| ${texts.language} | JSON | YAML |`, '| --- | --- | --- |', ...rows].join('\n'),
    `## ${texts.forMachines}`,
    texts.forMachinesIntro,
    [
      `- [llms.txt](/llms.txt)${texts.colon}${texts.llmsMeaning}`,
      `- [tasks/listtasks.md](/${language}/tasks/listtasks.md)${texts.colon}${texts.twinMeaning}`,
    ].join('\n'),
  ].join('\n\n')
  return markdownPage({
    name: 'downloads/',
    language,
    siteTitle,
    description: texts.downloadsIntro,
    markdown,
  })
}
