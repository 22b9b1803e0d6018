import type { Call } from './call.ts'
import { ALGORITHM, canonicalLines, isTemporary, signedNames, VARIABLES } from './signing.ts'

/** A command for a POSIX shell. Secrets are variables of it: a copied command must not carry them. */
export function curl(call: Call): string {
  const headers = call.headers.map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`)
  const signed = call.authentication !== 'token'
  const credentials = signed ? signatureHeaders(call) : [`-H "X-Auth-Token: $${VARIABLES.token}"`]
  const command = [...request(call), ...credentials, ...headers].join(' \\\n  ')
  return signed ? `${signature(call)}\n\n${command}` : command
}

/** A parameter in each line is easier to read and to change. Encoded, none has a character that a shell reads as its own. */
function request({ url, query }: Call): string[] {
  if (query === '') return [`curl -i ${quote(url)}`]
  return [`curl -i -G ${quote(url.slice(0, -query.length - 1))}`, ...query.split('&').map((pair) => `-d ${pair}`)]
}

const VALUES = {
  date: '$date',
  securityToken: `$${VARIABLES.securityToken}`,
  emptyHash: "$(printf '' | sha256)",
}

function signatureHeaders(call: Call): string[] {
  const authorization = `${ALGORITHM} Access=$${VARIABLES.accessKey}, SignedHeaders=${signedNames(call)}, Signature=$signature`
  const headers = ['-H "X-Sdk-Date: $date"', `-H "Authorization: ${authorization}"`]
  return isTemporary(call) ? [...headers, `-H "X-Security-Token: $${VARIABLES.securityToken}"`] : headers
}

function signature(call: Call): string {
  // printf's own format has to stay constant: a value with a percent sign would be read as one.
  const lines = canonicalLines(call).map(({ text, value }) => (value ? `"${text}${VALUES[value]}"` : quote(text)))
  return [
    '# Needs openssl. It gets the secret key as an argument: other users of this machine may see it for a moment.',
    `sha256() { openssl dgst -sha256 -r "$@" | cut -d ' ' -f 1; }`,
    'date=$(date -u +%Y%m%dT%H%M%SZ)',
    `hash=$(printf '%s${'\\n%s'.repeat(lines.length - 1)}' ${lines.join(' ')} | sha256)`,
    `signature=$(printf '${ALGORITHM}\\n%s\\n%s' "$date" "$hash" | sha256 -hmac "$${VARIABLES.secretKey}")`,
  ].join('\n')
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
