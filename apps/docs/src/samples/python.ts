import type { Call } from './call.ts'
import { ALGORITHM, canonicalLines, isTemporary, joined, signedNames, VARIABLES } from './signing.ts'

/** Code for Python's standard library. `http.client` follows no redirect, which would carry the credentials along. */
export function python(call: Call): string {
  const signed = call.authentication !== 'token'
  const target = call.query ? `${call.path}?${call.query}` : call.path
  return [
    ...(signed ? ['import hashlib', 'import hmac'] : []),
    'import http.client',
    'import os',
    ...(signed ? ['from datetime import datetime, timezone', '', ...signature(call)] : []),
    '',
    'headers = {',
    ...(signed ? signatureHeaders(call) : [`    "X-Auth-Token": ${environment(VARIABLES.token)},`]),
    ...call.headers.map(([name, value]) => `    "${name}": ${JSON.stringify(value)},`),
    '}',
    `connection = http.client.${call.secure ? 'HTTPSConnection' : 'HTTPConnection'}("${call.host}", timeout=30)`,
    `connection.request("${call.method}", "${target}", headers=headers)`,
    'response = connection.getresponse()',
    'print(response.status, response.read().decode())',
  ].join('\n')
}

const VALUES = { date: 'date', securityToken: 'security_token', emptyHash: 'hashlib.sha256().hexdigest()' }

function environment(variable: string): string {
  return `os.environ["${variable}"]`
}

function signature(call: Call): string[] {
  return [
    'date = datetime.now(timezone.utc).strftime("%Y%m%dT%H%M%SZ")',
    ...(isTemporary(call) ? [`security_token = ${environment(VARIABLES.securityToken)}`] : []),
    'canonical = "\\n".join([',
    ...canonicalLines(call).map((line) => `    ${joined(line, VALUES)},`),
    '])',
    'digest = hashlib.sha256(canonical.encode()).hexdigest()',
    `text = f"${ALGORITHM}\\n{date}\\n{digest}"`,
    `secret_key = ${environment(VARIABLES.secretKey)}.encode()`,
    'signature = hmac.new(secret_key, text.encode(), hashlib.sha256).hexdigest()',
  ]
}

function signatureHeaders(call: Call): string[] {
  return [
    '    "X-Sdk-Date": date,',
    ...(isTemporary(call) ? ['    "X-Security-Token": security_token,'] : []),
    `    "Authorization": f"${ALGORITHM} Access={os.environ['${VARIABLES.accessKey}']}, "`,
    `    f"SignedHeaders=${signedNames(call)}, Signature={signature}",`,
  ]
}
