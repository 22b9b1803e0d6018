import type { WireRequest } from './wire.ts'

const SECRET = /^(x-auth-token|authorization|x-security-token)$/i

/** A command that sends the same request and can be pasted into a shell. Secrets become variables, which the person sets. */
export function curlOf(baseUrl: string, { method, target, headers }: WireRequest): string {
  const how = method === 'GET' ? [] : method === 'HEAD' ? ['--head'] : ['--request', method]
  const lines = Object.entries(headers).flatMap(([name, value]) => ['--header', headerArgument(name, value)])
  // Without --globbing off and --path-as-is, curl would rewrite brackets and dots of the target.
  const parts = ['curl', '--include', '--globoff', '--path-as-is', ...how, ...lines, quoted(`${baseUrl}${target}`)]
  return parts.join(' ')
}

function headerArgument(name: string, value: string): string {
  if (value === '') return quoted(`${name};`)
  if (!SECRET.test(name)) return quoted(`${name}: ${value}`)
  return `"${name}: $${name.toUpperCase().replaceAll('-', '_')}"`
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
