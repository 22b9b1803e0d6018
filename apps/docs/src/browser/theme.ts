// Runs before anything is drawn, so that no page flashes. Redoc's own switch reads and writes the same choice.
try {
  const kept = localStorage.getItem('redoc.colorMode')
  if (kept === 'light' || kept === 'dark') document.documentElement.classList.add(kept)
} catch {}
