import type { WireResponse } from './response-problems.ts'
import { parseRaw } from './service.ts'

/**
 * The answers in the bytes (latin1) that came back on a connection, without those that only say "go on" (1xx). Every answer must
 * say how long it is, and none may be one to HEAD.
 *
 * @throws when something is left that is no whole answer.
 */
export function readAnswers(bytes: string): WireResponse[] {
  const answers: WireResponse[] = []
  let rest = bytes
  while (rest !== '') {
    const end = rest.indexOf('\r\n\r\n') + 4
    const head = parseRaw(rest.slice(0, end))
    const interim = head.status >= 100 && head.status < 200
    const whole = end + (interim ? 0 : Number(head.headers['content-length']))
    if (end < 4 || !(whole <= rest.length)) throw new Error(`no whole answer: ${JSON.stringify(rest.slice(0, 500))}`)
    const body = Buffer.from(rest.slice(end, whole), 'latin1').toString()
    if (!interim) answers.push({ ...head, body })
    rest = rest.slice(whole)
  }
  return answers
}
