import { environmentVariables } from '../credentials/environment-variables.ts'
import { REDACTED } from '../credentials/secret.ts'
import { headerNames } from '../document.gen.ts'
import type { DescribedRequest } from '../transport/hooks.ts'

/**
 * A command for a POSIX shell that sends the request again: of `client.dryRun(query)`, of an error, of an event. It authenticates
 * with the token in the variable `RDS_TOKEN`, also where the request was signed: a signature lasts for minutes.
 */
export function toCurl({ url, headers }: DescribedRequest): string {
  const shown = Object.entries(headers).filter(([name, value]) => value !== REDACTED && !name.startsWith('x-sdk-'))
  return [
    // Without --globoff, curl would read brackets in the URL as a pattern.
    `curl --include --globoff ${quote(url)}`,
    `--header "${headerNames.token}: $${environmentVariables.token}"`,
    ...shown.map(([name, value]) => `--header ${quote(`${name}: ${value}`)}`),
  ].join(' \\\n  ')
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
