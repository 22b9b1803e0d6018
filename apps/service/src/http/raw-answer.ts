import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { DocumentError } from '../document.ts'
import { errorBody } from '../refusal.ts'
import { newRequestId } from '../request-id.ts'

/** Answers on a bare socket what never becomes a request of Node's server, and closes it. Gives the request ID, if it answered. */
export function answerRaw(socket: Duplex, error: DocumentError): string | undefined {
  // Nobody else listens on this socket any more, and an error without a listener would end the process.
  socket.on('error', () => socket.destroy())
  if (!socket.writable) {
    socket.destroy()
    return undefined
  }
  const requestId = newRequestId()
  const body = JSON.stringify(errorBody(error, 'en-us', requestId))
  const lines = [
    `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status]}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${requestId}`,
    'connection: close',
  ]
  // A client that does not hang up must not keep the connection.
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy())
  return requestId
}
