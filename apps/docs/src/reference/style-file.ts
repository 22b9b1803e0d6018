import type { ServerStyleSheet } from 'styled-components'

const DEFINITION = /(--[\w-]+):([^;{}]*);/g

/**
 * Redoc's styles as a file, for the policy of the pages forbids them in `<style>`. Left out is what nothing of the rendered
 * pages reads: Redoc defines some three thousand variables, and its script brings all of them again.
 */
export function styleFile(styles: ServerStyleSheet, html: string): string {
  return pruneStyles(styles.getStyleTags().replace(/<\/?style[^>]*>/g, ''), html)
}

/** Styles without the definitions of variables that neither their rules nor the HTML use. */
export function pruneStyles(css: string, html: string): string {
  const definitions = new Map<string, string>()
  for (const [, name = '', value = ''] of css.matchAll(DEFINITION)) {
    definitions.set(name, `${definitions.get(name) ?? ''} ${value}`)
  }
  const used = new Set<string>()
  const use = (text: string) => {
    for (const [, name = ''] of text.matchAll(/var\(\s*(--[\w-]+)/g)) {
      if (used.has(name)) continue
      used.add(name)
      use(definitions.get(name) ?? '')
    }
  }
  use(html + css.replace(DEFINITION, ''))
  return (
    css
      .replace(DEFINITION, (definition, name: string) => (used.has(name) ? definition : ''))
      // Marks by which styled-components finds its own rules again in a `<style>`.
      .replace(/data-styled[^{}]*\{[^{}]*\}|\/\*!sc\*\//g, '')
  )
}
