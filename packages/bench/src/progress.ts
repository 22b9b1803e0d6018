/** Says what is being measured; each text takes the place of the one before. */
export type Progress = (text: string) => void

const BEGIN_OF_EMPTY_LINE = '\r\u001b[K'

/** One line that changes on a terminal; nothing in a pipe or a file. */
export function progressOn(stream: NodeJS.WriteStream): Progress {
  return (text) => {
    if (stream.isTTY) stream.write(`${BEGIN_OF_EMPTY_LINE}${text}`)
  }
}
