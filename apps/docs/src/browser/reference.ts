import type { ReferenceData } from '../reference/reference-data.ts'
import { siteUrl } from './site-url.ts'

const language = document.documentElement.lang
// Redoc is two megabytes of script: what was rendered at build is painted before it is loaded.
await new Promise((resolve) => new PerformanceObserver(resolve).observe({ type: 'paint', buffered: true }))
const [{ hydrate }, data] = await Promise.all([
  import('redoc/bundles/redoc.standalone.js'),
  fetch(siteUrl(`${language}/reference.json`)).then((answer): Promise<ReferenceData> => answer.json()),
])

Object.assign(globalThis, { [data.textsGlobal]: data.texts })
await hydrate({ ...data.document }, { ...data.options, router: 'history' }, document.getElementById('redoc'))
globalThis.navigation?.addEventListener('currententrychange', describePage)
describePage()

/** Redoc changes pages without loading them and leaves the head and our language switch as they were. */
function describePage(): void {
  const shown = location.pathname.replace(/(?<=.)\/$/, '')
  // For some hashes Redoc turns the path into lower case, where a host has no file: `/zh-cn/…`.
  const path = Object.keys(data.pages).find((one) => one.toLowerCase() === shown.toLowerCase()) ?? shown
  if (path !== shown) history.replaceState(history.state, '', `${path}${location.search}${location.hash}`)
  const page = data.pages[path]
  // Redoc says itself that there is no such page.
  if (!page) return
  document.title = page.title
  setAttribute('meta[name=description]', 'content', page.description)
  setAttribute('link[rel=canonical]', 'href', path)
  setAttribute(`link[hreflang=${language}]`, 'href', path)
  setAttribute(`link[hreflang]:not([hreflang=${language}], [hreflang=x-default])`, 'href', page.counterpart)
  setAttribute('#language-switch', 'href', page.counterpart)
}

function setAttribute(selector: string, name: string, value: string): void {
  const element = document.querySelector(selector)
  if (!element) throw new Error(`The page has no ${selector}.`)
  element.setAttribute(name, value)
}
