import bundle from '@rds-tasklist/spec/openapi.json' with { type: 'json' }
import { operations as read } from '@rds-tasklist/spec/reader'

export { bundle }

/** Every operation of the bundle. */
export const operations = read(bundle)
