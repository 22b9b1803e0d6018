export { createFake, type Fake, type FakeOptions, type FakeRequest } from './fake/create-fake.ts'
export type { Fault } from './fake/faults.ts'
export { exampleTask, exampleTasks, formatTimestamp } from './fake/fixtures.ts'
export type { Task, TaskList } from './schema.gen.ts'
