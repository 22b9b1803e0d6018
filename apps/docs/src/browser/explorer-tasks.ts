import { parseProgress, parseTimestamp, type Task } from '@rds-tasklist/client'
import type { PageData } from '../explorer/page-data.ts'
import { create } from './explorer-dom.ts'

const COLUMNS = [
  ['status', 'process'],
  ['name', 'id'],
  ['instance_name', 'instance_status'],
  ['create_time', 'end_time'],
] as const satisfies [keyof Task, keyof Task][]

/** The tasks of a page; the columns are the fields of the document. */
export function tasksTable(tasks: Task[], texts: PageData['texts']): HTMLElement {
  const head = COLUMNS.map((fields) => create('th', { scope: 'col' }, ...lines(fields.map((field) => code(field)))))
  const rows = tasks.map((task) =>
    create('tr', {}, ...cells(task, texts).map((cell) => create('td', {}, ...lines(cell)))),
  )
  const table = create('table', {}, create('thead', {}, create('tr', {}, ...head)), create('tbody', {}, ...rows))
  // A region that scrolls has to be reachable by keyboard.
  return create('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': texts.tasks }, table)
}

function cells(task: Task, texts: PageData['texts']): (Node | string)[][] {
  const kind = { Completed: 'good', Failed: 'bad', Running: 'busy' }[String(task.status)] ?? ''
  const state = [create('b', { class: `badge ${kind}` }, String(task.status ?? '')), ...progress(task, texts)]
  return [
    task.fail_reason ? [...state, task.fail_reason] : state,
    [task.name ?? '', code(task.id)],
    [task.instance_name ?? '', create('small', {}, String(task.instance_status ?? ''))],
    [time(task.create_time), time(task.end_time)],
  ]
}

// A progress that the document does not allow is shown as it came, below in the body.
function progress({ process }: Task, texts: PageData['texts']): Node[] {
  const percent = attempt(() => parseProgress(process))
  if (percent === undefined) return []
  const bar = create('progress', { value: String(percent), max: '100', 'aria-label': texts.progress })
  return [create('span', { class: 'bar' }, bar, ` ${percent} %`)]
}

function time(text: string): Node | string {
  const date = attempt(() => parseTimestamp(text))
  if (date === undefined) return String(text ?? '')
  const format = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'medium' })
  return create('time', { datetime: date.toISOString(), title: text }, format.format(date))
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

function lines(parts: (Node | string)[]): Node[] {
  return parts.map((part) => create('div', {}, part))
}

function code(text: string): Node {
  return create('code', {}, String(text ?? ''))
}
