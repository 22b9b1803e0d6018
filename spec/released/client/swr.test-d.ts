import type { AnyRdsError, Client, Task, TaskList } from '@rds-tasklist/client'
import { taskSwr, taskSwrSubscription, tasksSwr, tasksSwrInfinite, uniqueTasks } from '@rds-tasklist/client/swr'
import useSWR from 'swr'
import useSWRInfinite from 'swr/infinite'
import useSWRSubscription from 'swr/subscription'
import { expectTypeOf, test } from 'vitest'

declare const client: Client

test('useSWR infers the page, and takes the type of the errors', () => {
  const result = useSWR(...tasksSwr(client, { status: 'Running' }))
  expectTypeOf(result.data).toEqualTypeOf<TaskList | undefined>()
  // The library infers no errors: they are `any` unless they are named.
  const { error } = useSWR<TaskList, AnyRdsError>(...tasksSwr(client))
  expectTypeOf(error).toEqualTypeOf<AnyRdsError | undefined>()
  expectTypeOf(useSWR(...taskSwr(client, 'id')).data).toEqualTypeOf<Task | undefined>()
  // @ts-expect-error misspelt
  tasksSwr(client, { limt: 3 })
})

test('useSWRInfinite infers the pages', () => {
  const result = useSWRInfinite(...tasksSwrInfinite(client))
  expectTypeOf(result.data).toEqualTypeOf<TaskList[] | undefined>()
  expectTypeOf(result.error).toEqualTypeOf<AnyRdsError | undefined>()
  expectTypeOf(uniqueTasks(result.data)).toEqualTypeOf<Task[]>()
})

test('useSWRSubscription infers the task', () => {
  const result = useSWRSubscription(...taskSwrSubscription(client, 'id', { deadline: 1000 }))
  expectTypeOf(result.data).toEqualTypeOf<Task | undefined>()
  expectTypeOf(result.error).toEqualTypeOf<AnyRdsError | undefined>()
})
