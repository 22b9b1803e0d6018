import type { Changes } from '../changelog.ts'
import type { Language } from '../languages.ts'
import { markdownPage } from './markdown-page.ts'
import type { Page } from './page.ts'
import { SITE_TEXTS } from './site-texts.ts'

/** The differences to the last release, or the sentence that there is none yet. */
export function changelogPage(siteTitle: string, changes: Changes | undefined, language: Language): Page {
  const { changelog, changelogIntro, changedFrom, nothingChanged, nothingReleased } = SITE_TEXTS[language]
  const parts = changes
    ? [`## ${changedFrom.replace('{version}', changes.version)}`, changes.table ?? nothingChanged]
    : [nothingReleased]
  return markdownPage({
    name: 'changelog/',
    language,
    siteTitle,
    description: changelogIntro,
    markdown: [`# ${changelog}`, changelogIntro, ...parts].join('\n\n'),
  })
}
