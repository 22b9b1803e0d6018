/** The address of a file of the site, wherever the site is: every script of it stands in `assets/`. */
export function siteUrl(path: string): URL {
  return new URL(`../${path}`, import.meta.url)
}
