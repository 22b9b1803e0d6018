import { quoted, type Secrets, shellWord } from './report/secrets.ts'
import type { WireRequest } from './wire.ts'

/** A command that sends the same request and can be pasted into a shell that has the variables of the secrets. */
export function curlOf(baseUrl: string, { method, target, headers }: WireRequest, secrets: Secrets): string {
  const how = method === 'GET' ? [] : method === 'HEAD' ? ['--head'] : ['--request', method]
  const lines = Object.entries(headers).flatMap(([name, value]) => ['--header', headerArgument(name, value, secrets)])
  // Without --globbing off and --path-as-is, curl would rewrite brackets and dots of the target.
  const parts = ['curl', '--include', '--globoff', '--path-as-is', ...how, ...lines, shortened(`${baseUrl}${target}`)]
  return parts.join(' ')
}

/** A word in which the shell repeats what would fill a screen. */
function shortened(text: string): string {
  return quoted(text).replace(/(\w)\1{199,}/g, (run, letter) => `'"$(printf %0${run.length}d 0 | tr 0 ${letter})"'`)
}

function headerArgument(name: string, value: string, secrets: Secrets): string {
  if (value === '') return quoted(`${name};`)
  // A signature is good for minutes only: whoever tries again has to sign again.
  if (name.toLowerCase() === 'authorization') return `"${name}: $AUTHORIZATION"`
  const word = shellWord(value, secrets)
  return word === quoted(value) ? quoted(`${name}: ${value}`) : `${quoted(`${name}: `)}${word}`
}
