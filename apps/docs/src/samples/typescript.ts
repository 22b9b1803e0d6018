import type { Call, SampleOperation, SampleRequest } from './call.ts'
import { isTemporary, VARIABLES } from './signing.ts'

/** Code for the client of this repository. */
export function typescript(call: Call, { parameters }: SampleOperation, request: SampleRequest): string {
  const { endpoint, region, values } = request
  const given = values.filter(({ value }) => value !== '')
  const query = given
    .filter((field) => field.in === 'query')
    .map(({ name, value }) => `${name}: ${literal(value, parameters.find((one) => one.name === name)?.schema.type)}`)
  const [projectId] = given.filter((field) => field.in === 'path')
  const [language] = given.filter((field) => field.in === 'header')
  const signed = call.authentication !== 'token'
  return [
    "import { createClient } from '@rds-tasklist/client'",
    ...(signed ? ["import { accessKey } from '@rds-tasklist/client/credentials'"] : []),
    '',
    'const client = createClient({',
    region ? `  region: ${quote(region)},` : `  endpoint: ${quote(endpoint)},`,
    `  projectId: ${quote(projectId?.value ?? '')},`,
    ...(signed ? keyLines(call) : [`  credentials: { token: ${variable('token')} },`]),
    ...(language ? [`  language: ${quote(language.value)},`] : []),
    '})',
    query.length > 0 ? `const page = await client.list({ ${query.join(', ')} })` : 'const page = await client.list()',
    'console.log(page.total_count, page.tasks)',
  ].join('\n')
}

function keyLines(call: Call): string[] {
  const names = [
    'accessKey',
    'secretKey',
    ...(isTemporary(call) ? ['securityToken'] : []),
  ] as (keyof typeof VARIABLES)[]
  return ['  credentials: accessKey({', ...names.map((name) => `    ${name}: ${variable(name)},`), '  }),']
}

function variable(name: keyof typeof VARIABLES): string {
  return `process.env.${VARIABLES[name]} ?? ''`
}

function literal(value: string, type: string | undefined): string {
  return type === 'integer' && /^\d+$/.test(value) ? String(Number(value)) : quote(value)
}

function quote(text: string): string {
  const json = JSON.stringify(text)
  return /['\\]/.test(json.slice(1, -1)) ? json : `'${text}'`
}
