/**
 * Sets what the reader chose, before anything is drawn, so that no page flashes; Redoc's own switch kept the same choice.
 * It stands in the head of every page as text, so that drawing waits for no request: it must not use anything from outside.
 */
export function applyTheme(): void {
  try {
    const kept = localStorage.getItem('redoc.colorMode')
    if (kept === 'light' || kept === 'dark') document.documentElement.classList.add(kept)
  } catch {}
}
