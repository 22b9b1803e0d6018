import { type Plan, rowsOf } from './plan.ts'

/** What the counts tell apart within a project. */
export type Counted = { name: string; status: string }

/** By how much a transaction changes the counts of one project. */
export class CountChanges {
  readonly #changes = new Map<string, Counted & { by: number }>()

  add(tasks: Counted[]): void {
    for (const task of tasks) this.#change(task, 1)
  }

  remove(tasks: Counted[]): void {
    for (const task of tasks) this.#change(task, -1)
  }

  #change({ name, status }: Counted, by: number): void {
    // No text that is stored holds NUL.
    const key = `${name}\0${status}`
    const change = this.#changes.get(key)
    if (change) change.by += by
    else this.#changes.set(key, { name, status, by })
  }

  /** Brings the counts into step, in the transaction that changes the tasks. A count of 0 has no row: its name is no action. */
  *apply(projectId: string): Plan<void> {
    const changes = [...this.#changes.values()].filter(({ by }) => by !== 0)
    for (const { name, status, by } of changes) {
      const text = `INSERT INTO task_counts (project_id, name, status, total) VALUES (?, ?, ?, ?)
        ON CONFLICT (project_id, name, status) DO UPDATE SET total = task_counts.total + excluded.total`
      yield* rowsOf(text, [projectId, name, status, by])
    }
    const fewer = changes.some(({ by }) => by < 0)
    if (fewer) yield* rowsOf('DELETE FROM task_counts WHERE project_id = ? AND total = 0', [projectId])
  }
}
