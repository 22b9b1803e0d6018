import type { FieldValue } from '../samples/call.ts'
import { TARGETS, type TargetName } from './page-data.ts'

/** What a link to a form holds: no secret, no address, and not the path, in which the project ID stands. */
export type SharedForm = { target: TargetName; region: string; values: FieldValue[] }

// No parameter has a dot in its name.
const TARGET = '.target'
const REGION = '.region'

/** The fragment of a link to a form, with its hash sign. Browsers never send it to a server. */
export function formFragment({ target, region, values }: SharedForm): string {
  const shared = values.filter((field) => field.in !== 'path' && field.value !== '')
  const pairs = shared.map(({ name, value }) => [name, value])
  return `#${new URLSearchParams([[TARGET, target], [REGION, region], ...pairs])}`
}

/** What a fragment says: the target, the region and the values by parameter. Undefined for one of no form. */
export function readFragment(
  hash: string,
): { target: TargetName | undefined; region: string | null; values: URLSearchParams } | undefined {
  const values = new URLSearchParams(hash.slice(1))
  if (!values.has(TARGET)) return undefined
  return { target: TARGETS.find((one) => one === values.get(TARGET)), region: values.get(REGION), values }
}
