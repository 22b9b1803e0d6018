// Most requests have no body, and WebCrypto takes a thread of its own for each hash.
const SHA256_OF_NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/**
 * Hexadecimal SHA-256. Text is hashed as UTF-8.
 *
 * @throws {TypeError} for a body that is a stream.
 */
export async function sha256(data: string | ArrayBuffer | ArrayBufferView): Promise<string> {
  if (data === '') return SHA256_OF_NOTHING
  const bytes = typeof data === 'string' ? utf8(data) : data
  if (bytes.byteLength === undefined) throw new TypeError('body must be text or bytes: read a stream to its end first.')
  return hex(await subtle().digest('SHA-256', bytes as BufferSource))
}

/** A secret as {@link hmacSha256} takes it. */
export async function hmacKey(secret: string): Promise<CryptoKey> {
  return subtle().importKey('raw', utf8(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
}

/** Hexadecimal HMAC-SHA256. */
export async function hmacSha256(key: CryptoKey, text: string): Promise<string> {
  return hex(await subtle().sign('HMAC', key, utf8(text)))
}

function subtle(): SubtleCrypto {
  if (globalThis.crypto?.subtle) return crypto.subtle
  throw new TypeError('WebCrypto is missing. Browsers have it on https pages and on localhost only.')
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

function hex(buffer: ArrayBuffer): string {
  return new Uint8Array(buffer).reduce((text, byte) => text + hexByte(byte), '')
}

/** Two lower-case digits. */
export function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}
