import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Works again after each of the delays (milliseconds), as long as `transient` says that the error may pass. Each delay varies by
 * half, so that those who collided do not collide again.
 *
 * @throws the last error.
 */
export async function retry<Result>(
  work: () => Result | Promise<Result>,
  transient: (error: unknown) => boolean,
  delays: Iterable<number>,
): Promise<Result> {
  for (const delay of delays) {
    try {
      return await work()
    } catch (error) {
      if (!transient(error)) throw error
      await sleep(delay * (0.5 + Math.random()))
    }
  }
  return work()
}
