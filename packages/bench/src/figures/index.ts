import { client } from './client.ts'
import { docs } from './docs.ts'
import type { Figure } from './figure.ts'
import { growth } from './growth.ts'
import { memory } from './memory.ts'
import { mock } from './mock.ts'
import { service } from './service.ts'
import { size } from './size.ts'

/** Every figure by the name that `--only` takes, in the order of the report. */
export const FIGURES: Record<string, Figure> = { service, growth, mock, memory, client, size, docs }
