import { expect, onTestFinished, test } from 'vitest'
import { CORRECT } from '../mutants/behaviour.ts'
import { KNOWN_TARGET } from '../mutants/known.ts'
import { startReferenceServer } from '../mutants/reference-server.ts'
import { listOperation } from '../rules/document.ts'
import { Context } from '../run/context.ts'
import { Sender } from '../run/sender.ts'
import type { Target } from '../targets/target.ts'
import { checks } from './index.ts'

/** The methods that all checks send when the server is said to be at this address. */
async function methodsSentTo(url: string | undefined): Promise<Set<string>> {
  const methods = new Set<string>()
  const server = await startReferenceServer({
    ...CORRECT,
    respond(self, request) {
      methods.add(request.method)
      return CORRECT.respond(self, request)
    },
  })
  onTestFinished(server.close)
  // A signature would name the address.
  const { accessKey: _, ...known } = KNOWN_TARGET
  const target: Target = { ...known, url: url ?? server.url }
  const sender = new Sender(server.url, { maxRequests: 5000, ratePerSecond: Number.POSITIVE_INFINITY })
  const shared = { requestIds: new Set<string>(), statuses: new Set<number>() }
  const settings = { seed: 1, runs: 1 }
  const base = {
    target,
    operation: listOperation(),
    sender,
    settings,
    shared,
    cases: new Map(),
    observe: () => undefined,
  }
  for (const check of checks) {
    if (check.name === 'every-status-driven' || check.skip?.(target) !== undefined) continue
    await check.run(new Context({ ...base, check: check.name }))
  }
  return methods
}

test('another machine gets methods that only read; this one gets the others too', async () => {
  const reading = ['GET', 'HEAD', 'OPTIONS', 'PROPFIND', 'TRACE']
  expect([...(await methodsSentTo('https://rds.example.com'))].sort()).toEqual(reading)
  expect([...(await methodsSentTo(undefined))]).toEqual(expect.arrayContaining([...reading, 'POST', 'DELETE']))
})
