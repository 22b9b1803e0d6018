/** What one control of the form holds. */
export type FieldValue = { in: string; name: string; value: string }

/** A request as the form describes it, without the token. */
export type RequestShape = { url: string; headers: Record<string, string> }

/** Puts the values of the form into a URL and headers. An empty query or header value is left out. */
export function buildRequest(target: string, path: string, fields: FieldValue[]): RequestShape {
  const query = new URLSearchParams()
  const headers: Record<string, string> = {}
  let filled = path
  for (const field of fields) {
    if (field.in === 'path') filled = filled.replace(`{${field.name}}`, encodeURIComponent(field.value))
    else if (field.value === '') continue
    else if (field.in === 'query') query.append(field.name, field.value)
    else headers[field.name] = field.value
  }
  const search = query.size === 0 ? '' : `?${query}`
  return { url: `${target.replace(/\/+$/, '')}${filled}${search}`, headers }
}

/** The cURL command for a request. The token is a variable of the shell: a copied command must not carry it. */
export function curlCommand({ url, headers }: RequestShape, withToken: boolean): string {
  const lines = Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`)
  if (withToken) lines.unshift('-H "X-Auth-Token: $TOKEN"')
  return [`curl -i ${quote(url)}`, ...lines].join(' \\\n  ')
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

/** Whether the page's policy lets a request through to this target: a server on this machine. */
export function isAllowedTarget(target: string): boolean {
  if (!URL.canParse(target)) return false
  const { protocol, hostname } = new URL(target)
  return protocol === 'http:' && hostname === '127.0.0.1'
}
