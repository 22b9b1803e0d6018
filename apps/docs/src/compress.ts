import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** What a browser may ask for, the smaller one first. Level 6 costs a tenth of the highest and is nearly as small. */
const ENCODINGS = {
  br: (content: Buffer) => promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  gzip: (content: Buffer) => promisify(gzip)(content),
}

type Encoding = keyof typeof ENCODINGS

/** Below a packet's size nothing is gained. */
const SMALLEST = 1000

/** A body as it goes over the wire. */
export type Encoded = { content: Buffer; encoding?: Encoding }

/** Compresses as the header `Accept-Encoding` allows, each content once: `key` tells contents apart. */
export function createCompressor(): (key: string, content: Buffer, accepted: string) => Promise<Encoded> {
  const made = new Map<string, Promise<Buffer>>()
  return async (key, content, accepted) => {
    const encoding = content.length < SMALLEST ? undefined : chosen(accepted)
    if (!encoding) return { content }
    const name = `${encoding} ${key}`
    const compressed = made.get(name) ?? ENCODINGS[encoding](content)
    made.set(name, compressed)
    return { content: await compressed, encoding }
  }
}

/** `br;q=0` refuses it. Other weights are left aside: who takes both is served by the smaller. */
function chosen(accepted: string): Encoding | undefined {
  const allowed = accepted
    .toLowerCase()
    .split(',')
    .map((one) => one.replaceAll(' ', ''))
    .filter((one) => !/;q=0(\.0*)?$/.test(one))
    .map((one) => one.split(';')[0])
  return (Object.keys(ENCODINGS) as Encoding[]).find((encoding) => allowed.includes(encoding))
}
