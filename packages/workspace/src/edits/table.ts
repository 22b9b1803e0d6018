import { byHand, type Edit, exampleTasks, inCatalogue, inDocument, operationOf } from './edit.ts'

const TYPES = 'packages/client/src/schema.gen.ts'
const VALUES = 'packages/client/src/document.gen.ts'
const REGENERATED = ['spec#build', 'client#generate', 'client#build']
const ALL_THAT_READ_IT = [
  'spec#lint',
  'spec#build',
  'client#test',
  'query#test',
  'mock#test',
  'service#test',
  'docs#build',
]

const higherMaximum = inDocument((document) => {
  const limit = operationOf(document).parameters.find(({ name }) => name === 'limit')
  if (limit) limit.schema.maximum *= 2
})

/** A member of every task, which the examples have too: the build refuses them without it. */
const newMember = inDocument((document) => {
  const { properties, required } = document.components.schemas.Task
  properties.zone = { type: 'string' }
  required.push('zone')
  for (const task of exampleTasks(document)) task.zone = 'az1'
})

const newOperation = {
  ...inDocument((document) => {
    document.paths['/v3/{project_id}/tasks'] = { get: { ...operationOf(document), operationId: 'ListOther' } }
  }),
  ...inCatalogue((catalogue) => {
    for (const [key, text] of Object.entries(catalogue)) catalogue[key.replace(/^ListTasks\//, 'ListOther/')] = text
  }),
}

const HEADER = { name: 'X-Zone', in: 'header', required: true, description: 'The zone.', example: 'az1' }
const newRequiredParameter = {
  ...inDocument((document) => {
    const schema = { type: 'string' } as never
    operationOf(document).parameters.push({ ...HEADER, schema })
  }),
  ...inCatalogue((catalogue) => {
    catalogue[`ListTasks/parameters/${HEADER.name}/description`] = { en: HEADER.description, zh: '可用区。' }
  }),
}

/** What takes seconds. */
export const EDITS: Edit[] = [
  {
    edit: 'a higher maximum of limit, then pnpm generate',
    change: higherMaximum,
    reruns: ALL_THAT_READ_IT,
    steps: ['spec#build', 'client#generate', 'client#generate:check', 'query#test src'],
  },
  {
    edit: 'an English sentence',
    change: inDocument((document) => {
      operationOf(document).summary = 'List the tasks'
    }),
    reruns: ALL_THAT_READ_IT,
    steps: ['spec#lint', 'spec#build'],
    fails: /ListTasks\/summary: stale.*pnpm@12 translate/s,
  },
  {
    edit: 'an example that breaks its schema',
    change: inDocument((document) => {
      for (const task of exampleTasks(document)) task.process = 60
    }),
    reruns: ALL_THAT_READ_IT,
    steps: ['spec#lint'],
    fails: /process.*must be string/s,
  },
  {
    edit: 'a new required parameter',
    change: newRequiredParameter,
    reruns: [...ALL_THAT_READ_IT, 'spec#test'],
    steps: ['spec#lint', 'spec#build', 'spec#test scripts/check-release.test.ts'],
    fails: /Required `X-Zone` header parameter was added.*raise info\.version/s,
  },
  ...[TYPES, VALUES].map((file) => ({
    edit: `${file} by hand`,
    change: byHand(file),
    reruns: ['client#generate:check', 'client#build', 'client#test'],
    steps: ['spec#build', 'client#generate:check'],
    fails: /pnpm generate/,
  })),
]

/** What takes longer. The last one asks each package whether what it expects has followed. */
export const LONG_EDITS: Edit[] = [
  {
    edit: 'a member that every task has',
    change: newMember,
    reruns: ALL_THAT_READ_IT,
    steps: [...REGENERATED, 'service#typecheck'],
    fails: /task-row\.ts.*'zone' is missing/,
  },
  {
    edit: 'a second operation, which no method calls',
    change: newOperation,
    reruns: ALL_THAT_READ_IT,
    steps: [...REGENERATED, 'client#typecheck'],
    fails: /operations\.test-d\.ts.*ListOther/s,
  },
  {
    edit: 'a second operation, which nothing judges',
    change: newOperation,
    reruns: ALL_THAT_READ_IT,
    steps: [...REGENERATED, 'contract#test src/through-client.test.ts'],
    fails: /exactly one operation.*ListTasks, ListOther/s,
  },
  {
    edit: 'a higher maximum of limit, then pnpm generate, everywhere',
    change: higherMaximum,
    reruns: ALL_THAT_READ_IT,
    steps: [
      ...REGENERATED,
      'query#test',
      'client#test src/client.test.ts src/preflight.test.ts src/paging.test.ts',
      'mock#test',
      'service#test src/app.test.ts src/wire.test.ts',
      // Its other tests judge servers whose own tests run here already.
      'contract#test src/through-client.test.ts src/judge',
      'docs#build',
      'docs#test src/explorer/check-form.test.ts',
    ],
  },
]
