import type { Client } from '../client.ts'
import { clock } from '../clock.ts'
import { TaskNotFoundError } from '../errors.ts'
import type { Task, TaskStatus } from '../schema.gen.ts'
import { adaptiveInterval } from './interval.ts'
import { resolveWaitOptions, type WaitOptions } from './options.ts'
import { type Poll, poll } from './poll.ts'

const ENDED: readonly TaskStatus[] = ['Completed', 'Failed']

/** Whether the task has ended. A state that the document does not list counts as not ended. */
export function hasEnded({ status }: Task): boolean {
  return (ENDED as readonly string[]).includes(status)
}

/**
 * The task each time its status, progress or fail reason changes, from its present state to the end of the task. The first poll is
 * sent at once; answers of 5xx, 429 and lost connections are waited out.
 *
 * @throws {@link TaskNotFoundError} when the task is invisible for longer than `grace`; {@link TimeoutError} at the deadline;
 * {@link AbortedError}; {@link ApiError} at once for other answers, such as 401 and 403. A failed task is no error here.
 */
export async function* watch(
  client: Client,
  id: string,
  options: WaitOptions = {},
): AsyncGenerator<Task, void, undefined> {
  const resolved = resolveWaitOptions(options)
  const adapted = adaptiveInterval()
  const pauseAfter = (task?: Task) => resolved.interval ?? adapted(task, clock.now())
  let known = ''
  let seenAt = clock.now()
  const ask = async (signal: AbortSignal): Promise<Poll<Task>> => {
    const task = await client.get(id, { signal }).catch((error: unknown) => {
      if (!TaskNotFoundError.is(error) || clock.now() - seenAt >= resolved.grace) throw error
      return undefined
    })
    // A new task is looked for often, however long its pauses may get.
    if (task === undefined) return { pause: Math.min(1000, pauseAfter()) }
    seenAt = clock.now()
    const state = JSON.stringify([task.status, task.process, task.fail_reason])
    const isChanged = state !== known
    known = state
    return { ...(isChanged && { value: task }), pause: pauseAfter(task), done: hasEnded(task) }
  }
  yield* poll(`Task ${id}`, resolved, ask, pauseAfter)
}
