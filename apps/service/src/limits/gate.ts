/** Lets a number of things happen at once. One more is turned away, never queued. */
export class Gate {
  #running = 0
  readonly #capacity: number

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  get running(): number {
    return this.#running
  }

  /** Runs `work`, or throws what `refuse` gives when the gate is full. The place is free again once the work has really ended. */
  async run<T>(work: () => Promise<T>, refuse: () => Error): Promise<T> {
    if (this.#running >= this.#capacity) throw refuse()
    this.#running += 1
    try {
      return await work()
    } finally {
      this.#running -= 1
    }
  }
}
