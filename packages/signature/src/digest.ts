/** Hexadecimal SHA-256. Text is hashed as UTF-8. */
export async function sha256(data: string | ArrayBuffer | ArrayBufferView): Promise<string> {
  return hex(await subtle().digest('SHA-256', typeof data === 'string' ? utf8(data) : (data as BufferSource)))
}

/** Hexadecimal HMAC-SHA256. */
export async function hmacSha256(secret: string, text: string): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await subtle().importKey('raw', utf8(secret), algorithm, false, ['sign'])
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
  return Array.from(new Uint8Array(buffer), hexByte).join('')
}

/** Two lower-case digits. */
export function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}
