/** A name and value as they were sent, decoded; `undefined` stands for a value that cannot be decoded. */
export type Pair = { name: string; value: string | undefined }

/** Reads a raw query as WHATWG URL's form parser does, but for broken escapes, which it would let pass. */
export function readPairs(rawQuery: string): Pair[] {
  return rawQuery.split('&').flatMap((piece) => {
    const [rawName = '', ...rest] = piece.split('=')
    const name = decode(rawName)
    return name === undefined ? [] : [{ name, value: decode(rest.join('=')) }]
  })
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decode(text: string): string | undefined {
  const bytes: number[] = []
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (character === '%') {
      const digits = text.slice(at + 1, at + 3)
      if (!/^[\da-f]{2}$/i.test(digits)) return undefined
      bytes.push(Number.parseInt(digits, 16))
      at += 2
    } else bytes.push(character === '+' ? 0x20 : character.charCodeAt(0))
  }
  try {
    return utf8.decode(Uint8Array.from(bytes))
  } catch {
    return undefined
  }
}
