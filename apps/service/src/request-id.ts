import { randomBytes } from 'node:crypto'

/** A request ID in the form of the document: 32 hexadecimal digits. */
export function newRequestId(): string {
  return randomBytes(16).toString('hex')
}
