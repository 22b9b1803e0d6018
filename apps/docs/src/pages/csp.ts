import { createHash } from 'node:crypto'
import { THEME_SCRIPT } from './theme-script.ts'

/** The hash of a script as a policy names it. */
function scriptHash(script: string): string {
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`
}

/** styled-components adds rules to an empty `<style>` by insertRule; without leave for the element Redoc goes blank. */
const EMPTY_STYLE = scriptHash('')

type Sources = { scripts?: string[]; styles?: string[]; styleAttributes?: string; connect?: string[]; fonts?: string }

function policy(sources: Sources): string {
  const { scripts = [], styles = [], styleAttributes = "'none'", connect = [], fonts = "'none'" } = sources
  return [
    "default-src 'none'",
    ["script-src 'self'", scriptHash(THEME_SCRIPT), ...scripts].join(' '),
    ["style-src-elem 'self'", ...styles].join(' '),
    `style-src-attr ${styleAttributes}`,
    ["connect-src 'self'", ...connect].join(' '),
    "img-src 'self' data:",
    `font-src ${fonts}`,
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
  ].join('; ')
}

/** For pages that hold nothing of Redoc. */
export const OWN_POLICY = policy({})

/** For the API Explorer, which may reach servers on this machine, and nothing else. */
export const EXPLORER_POLICY = policy({ connect: ['http://127.0.0.1:*', 'http://localhost:*'] })

/** For a page of Redoc, with leave for exactly the inline scripts that its markup has. */
export function redocPolicy(html: string): string {
  const scripts = [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(([, script = '']) => scriptHash(script))
  return policy({ scripts, styles: [EMPTY_STYLE], styleAttributes: "'unsafe-inline'", fonts: 'data:' })
}
