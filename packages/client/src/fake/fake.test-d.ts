import { expectTypeOf, test } from 'vitest'
import type { ClientOptions } from '../options.ts'
import { createFake, exampleTask, type Fault } from '../testing.ts'
import { type Drift, validation } from '../validate.ts'

test('a fake and a validation are what a client takes', () => {
  expectTypeOf(createFake().fetch).toExtend<NonNullable<ClientOptions['fetch']>>()
  expectTypeOf(createFake().fetch).toExtend<typeof globalThis.fetch>()
  expectTypeOf(validation({ mode: 'off' })).toExtend<NonNullable<ClientOptions['validate']>>()
})

test('unknown states are possible in tasks, unknown members are not', () => {
  exampleTask({ status: 'Paused' })
  // @ts-expect-error a misspelt member
  exampleTask({ state: 'Paused' })
})

test('faults and modes are known by name', () => {
  expectTypeOf({ error: 'throttled', retryAfter: 1 }).toExtend<Fault>()
  // @ts-expect-error a misspelt member
  createFake().fail({ retryafter: 1 })
  // @ts-expect-error an unknown mode
  validation({ mode: 'lax' })
  validation({ mode: 'warn', onDrift: (drift) => expectTypeOf(drift).toEqualTypeOf<Drift>() })
})
