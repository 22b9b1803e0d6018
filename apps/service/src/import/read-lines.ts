import type { Readable } from 'node:stream'

/** Longer than any task; a file without line ends must not be read into memory whole. */
const MAX_LINE_LENGTH = 1_000_000

/** The lines of a stream of UTF-8 text, without their ends. What is too long for a line is cut, and then is no JSON. */
export async function* readLines(stream: Readable): AsyncGenerator<string> {
  stream.setEncoding('utf8')
  let rest = ''
  for await (const chunk of stream as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n')
    rest = (lines.pop() ?? '').slice(0, MAX_LINE_LENGTH)
    for (const line of lines) yield withoutEnd(line)
  }
  if (rest !== '') yield withoutEnd(rest)
}

function withoutEnd(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}
