import type { Call } from './call.ts'
import { ALGORITHM, canonicalLines, isTemporary, joined, signedNames, VARIABLES } from './signing.ts'

/** A program for Go's standard library. Its client is told to follow no redirect, which would carry the token along. */
export function go(call: Call): string {
  const signed = call.authentication !== 'token'
  const imports = ['fmt', 'io', 'log', 'net/http', 'os', 'time']
  if (signed) imports.push('crypto/hmac', 'crypto/sha256', 'strings')
  return [
    'package main',
    '',
    'import (',
    ...imports.sort().map((name) => `\t"${name}"`),
    ')',
    '',
    'func main() {',
    `\trequest, err := http.NewRequest("${call.method}", "${call.url}", nil)`,
    '\tcheck(err)',
    ...(signed ? signature(call) : [header('X-Auth-Token', environment(VARIABLES.token))]),
    ...call.headers.map(([name, value]) => header(name, JSON.stringify(value))),
    '\tclient := &http.Client{',
    '\t\tTimeout:       30 * time.Second,',
    '\t\tCheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },',
    '\t}',
    '\tresponse, err := client.Do(request)',
    '\tcheck(err)',
    '\tdefer response.Body.Close()',
    '\tbody, err := io.ReadAll(response.Body)',
    '\tcheck(err)',
    '\tfmt.Println(response.StatusCode, string(body))',
    '}',
    '',
    'func check(err error) {',
    '\tif err != nil {',
    '\t\tlog.Fatal(err)',
    '\t}',
    '}',
  ].join('\n')
}

const VALUES = {
  date: 'date',
  securityToken: 'securityToken',
  emptyHash: 'fmt.Sprintf("%x", sha256.Sum256(nil))',
}

function header(name: string, value: string): string {
  return `\trequest.Header.Set("${name}", ${value})`
}

function environment(variable: string): string {
  return `os.Getenv("${variable}")`
}

function signature(call: Call): string[] {
  const authorization = `"${ALGORITHM} Access="+${environment(VARIABLES.accessKey)}+", SignedHeaders=${signedNames(call)}, Signature="+signature`
  return [
    '\tdate := time.Now().UTC().Format("20060102T150405Z")',
    ...(isTemporary(call) ? [`\tsecurityToken := ${environment(VARIABLES.securityToken)}`] : []),
    '\tcanonical := strings.Join([]string{',
    ...canonicalLines(call).map((line) => `\t\t${joined(line, VALUES)},`),
    '\t}, "\\n")',
    `\tmac := hmac.New(sha256.New, []byte(${environment(VARIABLES.secretKey)}))`,
    `\tfmt.Fprintf(mac, "${ALGORITHM}\\n%s\\n%x", date, sha256.Sum256([]byte(canonical)))`,
    '\tsignature := fmt.Sprintf("%x", mac.Sum(nil))',
    header('X-Sdk-Date', 'date'),
    ...(isTemporary(call) ? [header('X-Security-Token', 'securityToken')] : []),
    header('Authorization', authorization),
  ]
}
