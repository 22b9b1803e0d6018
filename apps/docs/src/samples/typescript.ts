import type { Call, SampleOperation, SampleRequest } from './call.ts'
import { isTemporary, VARIABLES } from './signing.ts'

/** Code for the client of this repository; with an access key, for `fetch` and our signature. */
export function typescript(call: Call, operation: SampleOperation, request: SampleRequest): string {
  return call.authentication === 'token' ? withClient(operation, request) : withSignature(call)
}

function withClient({ parameters }: SampleOperation, { endpoint, region, values }: SampleRequest): string {
  const given = values.filter(({ value }) => value !== '')
  const query = given
    .filter((field) => field.in === 'query')
    .map(({ name, value }) => `${name}: ${literal(value, parameters.find((one) => one.name === name)?.schema.type)}`)
  const [projectId] = given.filter((field) => field.in === 'path')
  const [language] = given.filter((field) => field.in === 'header')
  return [
    "import { createClient } from '@rds-tasklist/client'",
    '',
    'const client = createClient({',
    region ? `  region: ${quote(region)},` : `  endpoint: ${quote(endpoint)},`,
    `  projectId: ${quote(projectId?.value ?? '')},`,
    `  credentials: { token: process.env.${VARIABLES.token} ?? '' },`,
    ...(language ? [`  language: ${quote(language.value)},`] : []),
    '})',
    query.length > 0 ? `const page = await client.list({ ${query.join(', ')} })` : 'const page = await client.list()',
    'console.log(page.total_count, page.tasks)',
  ].join('\n')
}

function withSignature(call: Call): string {
  const headers = call.headers.map(([name, value]) => `'${name}': ${quote(value)}`)
  const variables = Object.entries(VARIABLES).filter(
    ([name]) => name !== 'token' && (name !== 'securityToken' || isTemporary(call)),
  )
  return [
    "import { sign } from '@rds-tasklist/signature'",
    '',
    'const credentials = {',
    ...variables.map(([name, variable]) => `  ${name}: process.env.${variable} ?? '',`),
    '}',
    `const url = ${quote(call.url)}`,
    `const headers = {${headers.length > 0 ? ` ${headers.join(', ')} ` : ''}}`,
    `const signature = await sign({ method: '${call.method}', url, headers }, credentials)`,
    "const response = await fetch(url, { headers: { ...headers, ...signature }, redirect: 'manual' })",
    'console.log(response.status, await response.json())',
  ].join('\n')
}

function literal(value: string, type: string | undefined): string {
  return type === 'integer' && /^\d+$/.test(value) ? String(Number(value)) : quote(value)
}

function quote(text: string): string {
  const json = JSON.stringify(text)
  return /['\\]/.test(json.slice(1, -1)) ? json : `'${text}'`
}
