import { hmacKey } from './digest.ts'
import type { Credentials } from './request.ts'

// Weak, so that nothing of a secret outlives the credentials that brought it.
const imported = new WeakMap<Credentials, { readonly secretKey: string; readonly key: CryptoKey }>()

/** The key of these credentials: imported once, and again when they have got another secret. */
export async function signingKey(credentials: Credentials): Promise<CryptoKey> {
  const { secretKey } = credentials
  const known = imported.get(credentials)
  if (known?.secretKey === secretKey) return known.key
  const key = await hmacKey(secretKey)
  imported.set(credentials, { secretKey, key })
  return key
}
