const KEY = 'redoc.colorMode'

/** Shows the switch between light and dark. The choice is kept for every page, Redoc's included. */
export function enableThemeSwitch(): void {
  const button = document.getElementById('theme-switch')
  if (!button) return
  button.hidden = false
  button.addEventListener('click', () => {
    const { classList } = document.documentElement
    const dark =
      classList.contains('dark') || (!classList.contains('light') && matchMedia('(prefers-color-scheme: dark)').matches)
    classList.remove('light', 'dark')
    classList.add(dark ? 'light' : 'dark')
    try {
      localStorage.setItem(KEY, dark ? 'light' : 'dark')
    } catch {}
  })
}
