import type { Check, NotApplicable } from './check.ts'
import { credentialChecks } from './credentials.ts'
import { filterChecks } from './filters.ts'
import { httpChecks } from './http.ts'
import { isolationChecks } from './isolation.ts'
import { listChecks } from './list.ts'
import { pageChecks } from './pages.ts'
import { PATH } from './pointers.ts'
import { rawQueryChecks } from './raw-query.ts'
import { requestChecks } from './requests.ts'
import { statusCheck } from './statuses.ts'

export { observers } from './observers.ts'

/** Every check that sends requests, in the order in which they run. */
export const checks: Check[] = [
  ...requestChecks,
  ...rawQueryChecks,
  ...credentialChecks,
  ...isolationChecks,
  ...filterChecks,
  ...listChecks,
  ...pageChecks,
  ...httpChecks,
  statusCheck,
]

/** What other suites check and this API has nothing to show for. */
export const notApplicable: NotApplicable[] = [
  {
    name: 'use-after-free',
    sentence: 'What was deleted is gone.',
    rule: { pointer: PATH },
    reason: 'no operation of the document deletes anything',
  },
  {
    name: 'resource-availability',
    sentence: 'What was created is there.',
    rule: { pointer: PATH },
    reason: 'no operation of the document creates anything',
  },
]
