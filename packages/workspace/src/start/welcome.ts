import type { Task, TaskList } from '@rds-tasklist/client'
import { DEMO_TOKEN } from '@rds-tasklist/service'
import type { Running } from './parts.ts'
import { sampleCurl } from './sample-request.ts'
import { table } from './table.ts'

/** Any text is a token for the mock. */
export const TOKEN = 'any-token'

const COLUMNS = ['id', 'name', 'instance_name', 'status', 'process', 'create_time'] as const satisfies (keyof Task)[]

/** What a newcomer sees: the addresses, a request to copy, what the client got for it, and a page of the service. */
export function welcome({ docs, mock, service }: Running, sample: TaskList, newest: TaskList): string {
  return [
    table([
      ['docs', `${docs.url}/`],
      ['mock', mock.url, 'takes any token'],
      ['service', service.url, `takes the token ${DEMO_TOKEN}`],
    ]),
    `Try it:\n  ${sampleCurl(mock.url, TOKEN)}`,
    `The mock answers the document's sample to every valid request. Through the client:\n${tasksTable(sample)}`,
    `The service with demo data, newest first, ${newest.total_count} in total:\n${tasksTable(newest)}`,
    'Ctrl+C stops everything.',
  ].join('\n\n')
}

function tasksTable({ tasks }: TaskList): string {
  const rows = tasks.map((task) => COLUMNS.map((column) => task[column] || '-'))
  return indent(table([[...COLUMNS], ...rows]))
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ')
}
