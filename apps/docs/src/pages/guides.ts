import { readFileSync } from 'node:fs'
import type { Language } from '../languages.ts'
import { escapeHtml } from './html.ts'
import { markdownPage } from './markdown-page.ts'
import type { Page } from './page.ts'
import { signatureForm } from './signature-form.ts'
import { SITE_TEXTS } from './site-texts.ts'
import { stateDiagram } from './state-diagram.ts'

/** The guides in the order in which they are best read, each a file of `content/{language}`. */
export const GUIDES = [
  'project-id',
  'authentication',
  'paging-and-time-windows',
  'waiting-for-a-task',
  'errors-and-retries',
  'mock',
  'service',
  'client',
] as const

/** The Markdown of a guide. */
export function readGuide(name: string, language: Language): string {
  return readFileSync(new URL(`../../content/${language}/${name}.md`, import.meta.url), 'utf8')
}

/** The guides and the page that lists them. */
export function guidePages(siteTitle: string, language: Language): Page[] {
  const { guides, guidesIntro, colon } = SITE_TEXTS[language]
  const pages = GUIDES.map((name) => guidePage(name, siteTitle, language))
  const all = pages.map((page, index) => ({ ...page, main: withPager(page.main, pages[index - 1], pages[index + 1]) }))
  const list = all.map(({ path, title, description }) => `- [${title.split(' · ')[0]}](${path})${colon}${description}`)
  const overview = markdownPage({
    name: 'guides/',
    language,
    siteTitle,
    description: guidesIntro,
    markdown: [`# ${guides}`, guidesIntro, list.join('\n')].join('\n\n'),
  })
  return [overview, ...all]
}

function guidePage(name: string, siteTitle: string, language: Language): Page {
  const markdown = readGuide(name, language)
  const signs = markdown.includes('<!-- signature -->')
  return markdownPage({
    name: `guides/${name}/`,
    language,
    siteTitle,
    part: SITE_TEXTS[language].guides,
    description: firstSentence(markdown),
    markdown,
    ...(signs && { head: '<script type="module" src="/assets/signature.js"></script>' }),
    decorate: (html) =>
      html
        .replace(/&lt;!-- signature --&gt;\s*/, () => signatureForm(language))
        .replace(/&lt;!-- states --&gt;\s*/, () => stateDiagram(language)),
  })
}

/** Links to the guides before and after, as they are best read. */
function withPager(main: string, before: Page | undefined, after: Page | undefined): string {
  const link = (page: Page, rel: string, words: (title: string) => string) =>
    `<a rel="${rel}" href="${page.path}">${escapeHtml(words(page.title.split(' · ')[0] ?? ''))}</a>`
  const links = [
    ...(before ? [link(before, 'prev', (title) => `← ${title}`)] : []),
    ...(after ? [link(after, 'next', (title) => `${title} →`)] : []),
  ]
  return main.replace('</main>', `<p class="pager">${links.join('')}</p></main>`)
}

/** The first sentence of prose, without marks. */
function firstSentence(markdown: string): string {
  const prose = markdown.split('\n').find((line) => /^[^#<\s]/.test(line)) ?? ''
  const [sentence = prose] = /^.*?[.。](?=\s|$|\p{Script=Han})/u.exec(prose) ?? []
  return sentence.replace(/[`*]|\]\([^)]*\)|\[/g, '')
}
