import { UsageError } from '../errors.ts'
import type { Task } from '../schema.gen.ts'
import { parseTimestamp } from '../timestamp.ts'

/** The tasks of a fake, by ID. Nothing outside holds the same objects. */
export class TaskStore {
  readonly #tasks = new Map<string, Task>()

  all(): Task[] {
    return [...this.#tasks.values()].map((task) => ({ ...task }))
  }

  /** Inserts all or, when one cannot be, none. */
  insert(tasks: readonly Task[]): void {
    for (const { id, create_time } of tasks) {
      if (this.#tasks.has(id)) throw new UsageError(`The fake has a task ${id} already. Use update, or another id.`)
      parseTimestamp(create_time)
    }
    for (const task of tasks) this.#tasks.set(task.id, { ...task })
  }

  update(id: string, changes: Partial<Task>): Task {
    const task: Task = { ...this.#need(id), ...changes, id }
    // Without it the task would have no place in the order.
    parseTimestamp(task.create_time)
    this.#tasks.set(id, task)
    return { ...task }
  }

  remove(id: string): void {
    this.#tasks.delete(this.#need(id).id)
  }

  #need(id: string): Task {
    const task = this.#tasks.get(id)
    if (task === undefined) throw new UsageError(`The fake has no task ${id}. Insert it first.`)
    return task
  }
}
