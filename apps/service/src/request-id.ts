import { randomFillSync } from 'node:crypto'

const BYTES = 16
// Asking for random bytes one ID at a time was a sixth of the time that a request took.
const pool = Buffer.alloc(BYTES * 256)
let used = pool.length

/** A request ID in the form of the document: 32 hexadecimal digits. */
export function newRequestId(): string {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += BYTES
  return pool.toString('hex', used - BYTES, used)
}
