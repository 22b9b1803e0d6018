import { expect, vi } from 'vitest'
import { type Load, statusesOf } from './load.ts'

export type Outage = {
  load: Load
  readyUrl: string
  fail: () => Promise<void>
  /** How long the database is away, in milliseconds. */
  outageMs: number
  comeBack: () => Promise<void>
  /** How long the service may take to be ready again, in milliseconds. */
  recoveryMs: number
}

/** Takes the database away under load and gives it back: everybody gets 503, then everybody gets 200, and `/readyz` knows. */
export async function surviveOutage({ load, readyUrl, fail, outageMs, comeBack, recoveryMs }: Outage): Promise<void> {
  const readyStatus = async () => (await fetch(readyUrl)).status
  await fail()
  await load.during(outageMs)
  expect(statusesOf(load.latest)).toEqual([503])
  expect(statusesOf(await load.next(load.latest.length))).toEqual([503])
  expect(await readyStatus()).toBe(503)

  await comeBack()
  await vi.waitUntil(async () => (await readyStatus()) === 200, { timeout: recoveryMs })
  await load.until(() => statusesOf(load.latest).join() === '200')
  expect(statusesOf(await load.next(5 * load.latest.length))).toEqual([200])
}
