import type { WriteStream } from 'node:tty'

const CLEAR_LINE = '\r\x1b[K'

export type Progress = {
  /** A check begins. */
  show(name: string, number: number, of: number): void
  /** A request is sent. */
  ask(number: number): void
  end(): void
}

/**
 * Says on a terminal which check is at work and which answer it waits for, in one line that is written over; nothing where the text
 * would stay.
 */
export function progressOn(stream: WriteStream): Progress {
  let check = ''
  const write = (text: string) => stream.isTTY && stream.write(`${CLEAR_LINE}${text}`)
  return {
    show(name, number, of) {
      check = `[${number}/${of}] ${name}`
      write(check)
    },
    ask: (number) => void write(`${check}: waiting for answer ${number}`),
    end: () => void write(''),
  }
}
