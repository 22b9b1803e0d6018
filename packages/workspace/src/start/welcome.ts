import type { Task, TaskList } from '@rds-tasklist/client'
import type { RunningPart } from './parts.ts'
import { sampleCurl } from './sample-request.ts'
import { table } from './table.ts'

/** Any text is a token for the mock. */
export const TOKEN = 'any-token'

const COLUMNS = ['id', 'name', 'instance_name', 'status', 'process', 'create_time'] as const satisfies (keyof Task)[]

/** What a newcomer sees: the addresses, a request to copy, and what the client got for it. */
export function welcome(running: { docs: RunningPart; mock: RunningPart }, page: TaskList): string {
  const rows = page.tasks.map((task) => COLUMNS.map((column) => task[column] || '-'))
  return [
    table([
      ['docs', `${running.docs.url}/`],
      ['mock', running.mock.url],
    ]),
    `Try it:\n  ${sampleCurl(running.mock.url, TOKEN)}`,
    `The same request through the client, ${page.total_count} in total:\n${indent(table([[...COLUMNS], ...rows]))}`,
    'Ctrl+C stops everything.',
  ].join('\n\n')
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ')
}
