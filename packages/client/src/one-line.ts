/** A text of others on one line, so that it cannot forge lines or colours where it is printed. */
export function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
}
