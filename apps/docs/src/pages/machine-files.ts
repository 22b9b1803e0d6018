import type { Language } from '../languages.ts'
import type { PublicAddress } from '../public-address.ts'
import { escapeHtml } from './html.ts'
import { type Page, twinOf } from './page.ts'
import { SITE_TEXTS } from './site-texts.ts'

/** `llms.txt`: every page of every language by its Markdown twin at the address of the site, with one line of what it is. */
export function llmsText(
  { title, summary }: { title: string; summary: string },
  editions: Record<Language, readonly Page[]>,
  { origin, base }: PublicAddress,
): string {
  const lists = Object.entries(editions).map(([language, pages]) => {
    const items = pages.map(
      (page) => `- [${page.title.split(' · ')[0]}](${origin}${base}${twinOf(page.path)}): ${page.description}`,
    )
    return [`## ${SITE_TEXTS[language as Language].languageName}`, '', ...items].join('\n')
  })
  return `# ${title}\n\n> ${summary}\n\n${lists.join('\n\n')}\n`
}

/** `sitemap.xml` with each page and its counterpart. Its format asks for full addresses, which `placeAt` makes. */
export function sitemap(editions: Record<Language, readonly Page[]>): string {
  const entries = Object.values(editions).flatMap((pages) =>
    pages.map(({ path, counterpart, language }) => {
      const other = language === 'en' ? 'zh-CN' : 'en'
      const places = [[language, path] as const, [other, counterpart] as const, ['x-default', '/'] as const]
      const links = places.map(
        ([code, href]) => `<xhtml:link rel="alternate" hreflang="${code}" href="${escapeHtml(href)}"/>`,
      )
      return `<url><loc>${escapeHtml(path)}</loc>${links.join('')}</url>`
    }),
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${entries.join('\n')}
</urlset>
`
}
