import { answers } from './answers.ts'
import type { Mutant } from './change.ts'
import { credentials } from './credentials.ts'
import { lists } from './lists.ts'
import { pages } from './pages.ts'
import { queries } from './queries.ts'
import { requests } from './requests.ts'

/** Every faulty server, by subject. */
export const mutants: Mutant[] = [...pages, ...lists, ...credentials, ...queries, ...requests, ...answers]
