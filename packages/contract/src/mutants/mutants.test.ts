import { describe, expect, test } from 'vitest'
import { checks, observers } from '../checks/index.ts'
import { failuresOf } from '../run/report.ts'
import { judgeBehaviour } from './judge-behaviour.ts'
import { mutants } from './mutants.ts'

// What gives the observers something to look at.
const TRAFFIC = ['unknown-path', 'unsupported-method', 'negative-data-rejected', 'page-size']

test('the reference server passes every check', async () => {
  const { results } = await judgeBehaviour(undefined, { runs: 25 })
  expect(results.filter(({ outcome }) => outcome === 'failed')).toEqual([])
  expect(results.filter(({ outcome }) => outcome === 'skipped')).toEqual([])
})

describe('is killed by the check that is named for it:', () => {
  test.each(mutants)('$name ($killedBy)', async ({ killedBy, behaviour }) => {
    const isObserver = observers.some(({ name }) => name === killedBy)
    const report = await judgeBehaviour(behaviour, {
      runs: isObserver ? 3 : 20,
      only: isObserver ? TRAFFIC : [killedBy],
    })
    expect(failuresOf(report)).toContain(killedBy)
  })
})

test('every check has a mutant that it kills', () => {
  const killers = new Set(mutants.map(({ killedBy }) => killedBy))
  const withoutMutant = [...observers, ...checks].map(({ name }) => name).filter((name) => !killers.has(name))
  // Whether all statuses are met is the profile's affair, not the server's; a test of its own breaks it.
  expect(withoutMutant).toEqual(['every-status-driven'])
})
