import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { ownAnswer } from './answer.ts'

/** Answers on a bare socket what never becomes a request of Node's server, and closes it. */
export function answerRaw(socket: Duplex, example: string): void {
  // Nobody else listens on this socket any more, and an error without a listener would end the process.
  socket.on('error', () => socket.destroy())
  if (!socket.writable) return void socket.destroy()
  const { status, headers, body } = ownAnswer(example, 'en-us')
  const lines = Object.entries({ ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' })
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head}\r\n${body}`)
}
