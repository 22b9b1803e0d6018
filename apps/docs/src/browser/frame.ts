import type { SiteTexts } from '../pages/site-texts.ts'
import { addCopyButtons } from './copy-buttons.ts'
import { enableSearch } from './search.ts'
import { enableThemeSwitch } from './theme-switch.ts'

const texts: SiteTexts['frame'] = JSON.parse(document.getElementById('frame-texts')?.textContent ?? 'null')

// The start page and the page for what is missing have no bar.
if (texts) {
  addCopyButtons(texts)
  enableThemeSwitch()
  enableSearch(texts)
}
