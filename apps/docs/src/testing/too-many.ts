import bundle from '@rds-tasklist/spec/openapi.json' with { type: 'json' }
import { operations } from '@rds-tasklist/spec/reader'

const limits = operations(bundle).flatMap(({ parameters }) => parameters.filter(({ name }) => name === 'limit'))

/** One task more than a page may have, as a form holds it. */
export const TOO_MANY = String(Number(limits[0]?.schema.maximum) + 1)
