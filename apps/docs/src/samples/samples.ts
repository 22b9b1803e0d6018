import { callOf, type SampleOperation, type SampleRequest } from './call.ts'
import { curl } from './curl.ts'
import { go } from './go.ts'
import { java } from './java.ts'
import { python } from './python.ts'
import { typescript } from './typescript.ts'

/** Code that sends a request. `lang` names the language for highlighting, as `x-codeSamples` does; `label` is for readers. */
export type Sample = { lang: string; label: string; source: string }

/**
 * The same request in five languages. No sample contains credentials: each reads `RDS_TOKEN`, or `RDS_ACCESS_KEY` and
 * `RDS_SECRET_KEY` (and `RDS_SECURITY_TOKEN` for a temporary key), from the environment.
 */
export function samples(operation: SampleOperation, request: SampleRequest): Sample[] {
  const call = callOf(operation, request)
  return [
    { lang: 'Shell', label: 'cURL', source: curl(call) },
    { lang: 'TypeScript', label: 'TypeScript', source: typescript(call, operation, request) },
    { lang: 'Python', label: 'Python', source: python(call) },
    { lang: 'Go', label: 'Go', source: go(call) },
    { lang: 'Java', label: 'Java', source: java(call) },
  ]
}
