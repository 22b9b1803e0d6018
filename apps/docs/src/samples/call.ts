/** What one control of a form, or one parameter of an example, holds. */
export type FieldValue = { in: string; name: string; value: string }

/** How a sample authenticates. Its credentials are always taken from the environment. */
export type Authentication = 'token' | 'access-key' | 'temporary-key'

/** What a sample says of the operation: the operations of `@rds-tasklist/spec/reader` have this shape. */
export type SampleOperation = {
  /** In capitals. */
  method: string
  /** The template, such as `/v3/{project_id}/tasklist`. */
  path: string
  parameters: { name: string; in: string; schema: { type?: string } }[]
}

/** What is asked for. Empty values of the query and of headers are left out. */
export type SampleRequest = {
  /** Scheme, host and port, such as `https://rds.cn-north-4.myhuaweicloud.com`. */
  endpoint: string
  /** The region whose endpoint it is, if the document knows it. */
  region?: string | undefined
  values: FieldValue[]
  authentication: Authentication
}

/** A request in the pieces that the samples are put together from. */
export type Call = {
  method: string
  secure: boolean
  /** With the port, if the address names one. */
  host: string
  path: string
  query: string
  url: string
  /** Without credentials. */
  headers: [name: string, value: string][]
  authentication: Authentication
}

/** The request as it goes on the wire, encoded so that it is its own canonical form but for the order of the query. */
export function callOf({ method, path }: SampleOperation, { endpoint, values, authentication }: SampleRequest): Call {
  const given = values.filter((field) => field.in === 'path' || field.value !== '')
  const of = (place: string) => given.filter((field) => field.in === place)
  const filled = of('path').reduce((text, { name, value }) => text.replace(`{${name}}`, () => encode(value)), path)
  const query = of('query').map(({ name, value }) => `${encode(name)}=${encode(value)}`)
  const [scheme = '', host = ''] = endpoint.replace(/\/+$/, '').split('://')
  return {
    method,
    secure: scheme === 'https',
    host,
    path: filled,
    query: query.join('&'),
    url: `${scheme}://${host}${filled}${query.length > 0 ? `?${query.join('&')}` : ''}`,
    headers: of('header').map(({ name, value }) => [name, value]),
    authentication,
  }
}

/** Encodes as RFC 3986 asks, which the signature does too: `encodeURIComponent` leaves five characters. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
}
