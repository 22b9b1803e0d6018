import type { WriteStream } from 'node:tty'

const CLEAR_LINE = '\r\x1b[K'

export type Progress = { show(name: string, number: number, of: number): void; end(): void }

/** Says on a terminal which check is at work, in one line that is written over; nothing where the text would stay. */
export function progressOn(stream: WriteStream): Progress {
  if (!stream.isTTY) return { show: () => undefined, end: () => undefined }
  return {
    show: (name, number, of) => void stream.write(`${CLEAR_LINE}[${number}/${of}] ${name}`),
    end: () => void stream.write(CLEAR_LINE),
  }
}
