/** More is no page: the rest of an endless body is not read. */
export const MOST_BYTES: number = 2 ** 24

/** The body of an answer, with more than `MOST_BYTES` only in so far as to show that it is too long. */
export async function readBody({ body }: Response): Promise<Uint8Array> {
  const reader = body?.getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  while (reader && length <= MOST_BYTES) {
    const { done, value } = await reader.read()
    if (done) break
    chunks.push(value)
    length += value.length
  }
  reader?.cancel().catch(() => {})
  const bytes = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.length
  }
  return bytes
}
