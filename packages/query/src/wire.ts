/** The values of one name, in the order of the wire; `undefined` stands for one that cannot be decoded. */
export type WireValues = (string | undefined)[]

/** Reads a raw query string, the part after `?`. Empty values are left out: the document says that they count as absent. */
export function readWire(rawQuery: string): Map<string, WireValues> {
  const wire = new Map<string, WireValues>()
  for (const piece of rawQuery.split('&')) {
    const end = piece.indexOf('=')
    if (end < 0 || end === piece.length - 1) continue
    const name = decode(piece.slice(0, end))
    // A name that cannot be decoded is no parameter's name, and unknown names are ignored.
    if (name === undefined) continue
    wire.set(name, [...(wire.get(name) ?? []), decode(piece.slice(end + 1))])
  }
  return wire
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}
