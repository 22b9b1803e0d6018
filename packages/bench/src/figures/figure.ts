import type { Progress } from '../progress.ts'
import type { Row } from '../row.ts'
import type { Scale } from '../scale.ts'

/** One question, answered by measuring. */
export type Figure = (scale: Scale, progress: Progress) => Promise<Row[]>
