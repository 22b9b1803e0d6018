import type { Client } from '../client.ts'
import { TaskFailedError } from '../errors.ts'
import { oneLine } from '../one-line.ts'
import type { Task } from '../schema.gen.ts'
import type { WaitOptions } from './options.ts'
import { watch } from './watch.ts'

/**
 * Waits until a task has ended well and gives its last state.
 *
 * @throws {@link TaskFailedError} with the task and its reason when it has failed; the rest as {@link watch}.
 */
export async function wait(client: Client, id: string, options: WaitOptions = {}): Promise<Task> {
  let last: Task | undefined
  for await (const task of watch(client, id, options)) last = task
  return succeeded(last as Task)
}

/** @throws {@link TaskFailedError} */
export function succeeded(task: Task): Task {
  const { id, name, status, fail_reason } = task
  if (status !== 'Failed') return task
  // `null` is possible, whatever the document says.
  const failReason = fail_reason ?? undefined
  const message = oneLine(`Task ${id} (${name}) failed: ${failReason || 'the service gives no reason'}.`)
  throw new TaskFailedError(message, { task, failReason })
}
