import type { AnyRdsError, Client, Task, TaskList } from '@rds-tasklist/client'
import {
  endOfTaskQuery,
  taskQuery,
  tasksInfiniteQuery,
  tasksQuery,
  uniqueTasks,
} from '@rds-tasklist/client/react-query'
import { QueryClient, useInfiniteQuery, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { expectTypeOf, test } from 'vitest'

declare const client: Client

test('useQuery infers the page and the errors', () => {
  const result = useQuery(tasksQuery(client, { status: 'Running' }))
  expectTypeOf(result.data).toEqualTypeOf<TaskList | undefined>()
  expectTypeOf(result.error).toEqualTypeOf<AnyRdsError | null>()
  expectTypeOf(useSuspenseQuery(tasksQuery(client)).data).toEqualTypeOf<TaskList>()
  // @ts-expect-error misspelt
  tasksQuery(client, { limt: 3 })
  // @ts-expect-error a start needs an end
  tasksQuery(client, { start_time: 0 })
})

test('options can be added', () => {
  const result = useQuery({ ...tasksQuery(client), enabled: false, select: (page) => page.total_count })
  expectTypeOf(result.data).toEqualTypeOf<number | undefined>()
  expectTypeOf(result.error).toEqualTypeOf<AnyRdsError | null>()
})

test('useQuery infers one task', () => {
  expectTypeOf(useQuery(taskQuery(client, 'id')).data).toEqualTypeOf<Task | undefined>()
  const polled = useQuery(endOfTaskQuery(client, 'id'))
  expectTypeOf(polled.data).toEqualTypeOf<Task | undefined>()
  expectTypeOf(polled.error).toEqualTypeOf<AnyRdsError | null>()
})

test('useInfiniteQuery infers the pages', () => {
  const result = useInfiniteQuery(tasksInfiniteQuery(client))
  expectTypeOf(result.data?.pages).toEqualTypeOf<TaskList[] | undefined>()
  expectTypeOf(result.error).toEqualTypeOf<AnyRdsError | null>()
  expectTypeOf(uniqueTasks(result.data?.pages)).toEqualTypeOf<Task[]>()
})

test('a QueryClient infers them as well', () => {
  expectTypeOf(new QueryClient().fetchQuery(tasksQuery(client))).resolves.toEqualTypeOf<TaskList>()
  expectTypeOf(new QueryClient().prefetchInfiniteQuery(tasksInfiniteQuery(client))).resolves.toEqualTypeOf<void>()
})
