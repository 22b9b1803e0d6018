import type { ErrorBody, TaskList } from '@rds-tasklist/client'
import type { ErrorCode, PageData } from '../explorer/page-data.ts'
import { retryHelps } from '../explorer/retry.ts'
import type { Answer } from '../explorer/targets.ts'
import { create, fill } from './explorer-dom.ts'
import { tasksTable } from './explorer-tasks.ts'

type Body = Partial<TaskList & ErrorBody> & { relay_error?: string; message?: string }

/** One sentence of what came back, for who cannot see the rest of it. */
export function summaryOf({ status, statusText, body }: Answer, milliseconds: number, { texts }: PageData): string {
  const { tasks, total_count: total = 0, error_code } = read(body)
  const what = Array.isArray(tasks) ? fill(texts.page, { count: tasks.length, total }) : error_code
  return [`${status} ${statusText}`.trim(), what, `${Math.round(milliseconds)} ms`].filter(Boolean).join(' · ')
}

/** Everything of an answer: its tasks or what its error means, then headers and body as they came. */
export function renderAnswer(answer: Answer, milliseconds: number, data: PageData, fromMock: boolean): HTMLElement[] {
  const { texts, statuses } = data
  const body = read(answer.body)
  const requestId = new Headers(answer.headers).get('x-request-id')
  const meaning = body.relay_error === undefined ? (statuses[answer.status] ?? '') : ''
  const badge = create('b', { class: `badge ${answer.status < 300 ? 'good' : 'bad'}` }, `${answer.status}`)
  const facts = pairs([
    [texts.status, create('span', {}, badge, ` ${meaning}`)],
    [texts.time, `${Math.round(milliseconds)} ms${fromMock ? ` · ${texts.fromMock}` : ''}`],
    [texts.requestId, requestId === null ? texts.hiddenId : create('code', {}, requestId)],
  ])
  return [facts, ...renderBody(answer, body, data), renderHeaders(answer, texts), renderRaw(answer.body, texts)]
}

function renderBody(answer: Answer, body: Body, data: PageData): HTMLElement[] {
  const { texts } = data
  if (body.relay_error !== undefined) {
    return [create('p', { class: 'warning' }, `${texts.relayAnswered} ${body.message ?? body.relay_error}`)]
  }
  if (body.error_code !== undefined) return [renderError(answer, body, body.error_code, data)]
  if (!Array.isArray(body.tasks)) return []
  return body.tasks.length === 0 ? [create('p', {}, texts.noTasks)] : [tasksTable(body.tasks, texts)]
}

function retryAdvice(answer: Answer, known: ErrorCode | undefined, texts: PageData['texts']): string {
  if (!retryHelps(answer.status, known)) return texts.retryNo
  const seconds = new Headers(answer.headers).get('retry-after')
  return seconds === null ? texts.retryYes : `${texts.retryYes} ${fill(texts.retryAfter, { seconds })}`
}

function renderError(answer: Answer, body: Body, code: string, { texts, errorCodes }: PageData): HTMLElement {
  const known = Object.hasOwn(errorCodes, code) ? errorCodes[code] : undefined
  const explained: [string, Node | string][] = known
    ? [
        [texts.meaning, known.meaning],
        [texts.retry, retryAdvice(answer, known, texts)],
        [texts.action, known.action],
      ]
    : [[texts.meaning, texts.unknownCode]]
  const rows: [string, Node | string][] = [
    [texts.code, create('code', {}, code)],
    [texts.message, body.error_msg ?? ''],
    ...explained,
  ]
  return create('div', { class: 'error' }, pairs(rows))
}

function renderHeaders({ headers }: Answer, texts: PageData['texts']): HTMLElement {
  const title = create('summary', {}, `${texts.headers} (${headers.length}) · ${texts.headersHint}`)
  return create('details', {}, title, pairs(headers.map(([name, value]) => [name, create('code', {}, value)])))
}

function renderRaw(text: string, texts: PageData['texts']): HTMLElement {
  const json = pretty(text)
  const copy = create('button', { type: 'button', class: 'explorer-copy', 'data-copies': '' }, texts.copy)
  const title = json === undefined ? texts.rawBody : texts.body
  const raw = create('pre', { tabindex: '0', role: 'region', 'aria-label': title }, json ?? text)
  return create('details', {}, create('summary', {}, title), copy, raw)
}

function pairs(rows: [string, Node | string][]): HTMLElement {
  return create('dl', {}, ...rows.flatMap(([name, value]) => [create('dt', {}, name), create('dd', {}, value)]))
}

function read(text: string): Body {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null ? body : {}
  } catch {
    return {}
  }
}

function pretty(text: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return undefined
  }
}
