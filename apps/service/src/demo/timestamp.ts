/** A time in the form of the document, in UTC: `2025-05-29T13:15:01+0000`. Milliseconds are cut. */
export function formatTimestamp(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, '+0000')
}
