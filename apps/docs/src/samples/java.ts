import type { Call } from './call.ts'
import { ALGORITHM, canonicalLines, isTemporary, joined, signedNames, VARIABLES } from './signing.ts'

/** A program for Java 17 without libraries. Its client follows no redirect unless it is told to. */
export function java(call: Call): string {
  const signed = call.authentication !== 'token'
  const imports = [
    'java.net.URI',
    'java.net.http.HttpClient',
    'java.net.http.HttpRequest',
    'java.net.http.HttpResponse',
  ]
  imports.push('java.time.Duration', ...(signed ? SIGNING_IMPORTS : []))
  return [
    ...imports.sort().map((name) => `import ${name};`),
    '',
    'public class ListTasks {',
    '  public static void main(String[] arguments) throws Exception {',
    ...(signed ? signature(call) : []),
    `    var request = HttpRequest.newBuilder(URI.create("${call.url}"))`,
    '        .timeout(Duration.ofSeconds(30))',
    ...(signed ? signatureHeaders(call) : [header('X-Auth-Token', environment(VARIABLES.token))]),
    ...call.headers.map(([name, value]) => header(name, JSON.stringify(value))),
    '        .build();',
    '    var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());',
    '    System.out.println(response.statusCode() + " " + response.body());',
    '  }',
    ...(signed ? SHA256 : []),
    '}',
  ].join('\n')
}

const SIGNING_IMPORTS = [
  'java.security.MessageDigest',
  'java.time.ZoneOffset',
  'java.time.ZonedDateTime',
  'java.time.format.DateTimeFormatter',
  'java.util.HexFormat',
  'javax.crypto.Mac',
  'javax.crypto.spec.SecretKeySpec',
]

const SHA256 = [
  '',
  '  static String sha256(String text) throws Exception {',
  '    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes("UTF-8")));',
  '  }',
]

const VALUES = { date: 'date', securityToken: 'securityToken', emptyHash: 'sha256("")' }

function header(name: string, value: string): string {
  return `        .header("${name}", ${value})`
}

function environment(variable: string): string {
  return `System.getenv("${variable}")`
}

function signature(call: Call): string[] {
  const lines = canonicalLines(call).map((line) => joined(line, VALUES))
  return [
    `    var date = ZonedDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'"));`,
    ...(isTemporary(call) ? [`    var securityToken = ${environment(VARIABLES.securityToken)};`] : []),
    '    var canonical = String.join("\\n",',
    `        ${lines.join(',\n        ')});`,
    '    var mac = Mac.getInstance("HmacSHA256");',
    `    mac.init(new SecretKeySpec(${environment(VARIABLES.secretKey)}.getBytes("UTF-8"), "HmacSHA256"));`,
    `    var text = "${ALGORITHM}\\n" + date + "\\n" + sha256(canonical);`,
    '    var signature = HexFormat.of().formatHex(mac.doFinal(text.getBytes("UTF-8")));',
  ]
}

function signatureHeaders(call: Call): string[] {
  const parts = [
    `"${ALGORITHM} Access=" + ${environment(VARIABLES.accessKey)}`,
    `", SignedHeaders=${signedNames(call)}, Signature=" + signature`,
  ]
  return [
    header('X-Sdk-Date', 'date'),
    ...(isTemporary(call) ? [header('X-Security-Token', 'securityToken')] : []),
    header('Authorization', parts.join('\n            + ')),
  ]
}
