import { createHash, timingSafeEqual } from 'node:crypto'

/** A secret that can be recognised and not read: nothing that prints it shows more than its hash. */
export type Digest = Buffer

export function digest(secret: string): Digest {
  return createHash('sha256').update(secret).digest()
}

/** Whether two secrets are the same, in a time that tells nothing of where they differ or how long they are. */
export function sameSecret(one: Digest, other: Digest): boolean {
  return timingSafeEqual(one, other)
}
