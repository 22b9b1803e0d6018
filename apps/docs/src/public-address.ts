import { LANGUAGES } from './languages.ts'

/** Where a site will be read. Both are empty for the root of a host that is not known. */
export type PublicAddress = { origin: string; base: string }

/** A path of the site in an attribute, in JSON, in Markdown or in XML, by what stands at its root. The API has no such path. */
const PATH = new RegExp(`(?<=["(>])/(?=(${LANGUAGES.join('|')})["/)#<]|assets/|llms\\.txt)`, 'g')
const START = /(?<=<a [^>]*href=|<(xhtml:)?link [^>]*href=)"\/"/g

/** Search engines take full addresses alone for what says where a page is. */
const PLACES = /(?<=<link rel="(canonical|alternate)"( hreflang="[^"]*")? href="|<xhtml:link [^>]*href="|<loc>)(?=\/)/g

/**
 * Reads an address such as `https://someone.github.io/rds-tasklist`.
 *
 * @throws TypeError for one that is no address of a folder.
 */
export function readPublicAddress(address: string | undefined): PublicAddress {
  if (!address) return { origin: '', base: '' }
  const { protocol, origin, pathname, search, hash } = URL.canParse(address) ? new URL(address) : new URL('none:')
  if (!protocol.startsWith('http') || search || hash) {
    throw new TypeError(
      `"${address}" is no address for the site: name one such as https://example.org/docs in DOCS_URL.`,
    )
  }
  return { origin, base: pathname.replace(/\/+$/, '') }
}

/** A file of the site, written for the root of a host, as it has to be at this address. */
export function placeAt({ origin, base }: PublicAddress, text: string): string {
  return text.replace(PATH, `${base}/`).replace(START, `"${base}/"`).replace(PLACES, origin)
}
