import { expect, test } from 'vitest'
import { type OpenApiDocument, readDocument, type SchemaObject } from './document.ts'
import { generateValidators } from './generate-validators.ts'

type Validators = Record<number, (body: unknown) => boolean>

/** The validators of the document after a change of its tasks. */
async function validatorsOf(change: (task: SchemaObject, document: OpenApiDocument) => void): Promise<Validators> {
  const document = readDocument()
  change(document.components.schemas.Task as SchemaObject, document)
  const code = generateValidators(document)
  // As standalone code, it runs from anywhere.
  return (await import(`data:text/javascript,${encodeURIComponent(code)}`)).validators
}

const page = (task: object) => ({ total_count: 0, actions: [], tasks: [task] })

test('a new rule, a new member and a new listed value of the document are judged by', async () => {
  const validators = await validatorsOf((task, { components }) => {
    task.required = ['name', 'status']
    task.properties = { ...task.properties, retries: { type: 'integer', maximum: 3 } }
    components.schemas.TaskStatus?.enum?.push('Paused')
  })
  const task = { name: 'n', status: 'Paused', retries: 3 }
  expect(validators[200]?.(page(task))).toBe(true)
  expect(validators[200]?.(page({ ...task, retries: 4 }))).toBe(false)
  expect(validators[200]?.(page({ ...task, name: undefined }))).toBe(false)
  expect(validators[200]?.(page({ ...task, status: 'Parked' }))).toBe(false)
})

test('a member may be called like a keyword that only readers see', async () => {
  const validators = await validatorsOf((task) => {
    task.required = []
    task.properties = { title: { type: 'string' }, description: { type: 'string' } }
  })
  expect(validators[200]?.(page({ title: 't', description: 'd' }))).toBe(true)
  expect(validators[200]?.(page({ title: 1 }))).toBe(false)
})

test.each([
  [{ shortest: 1 }, 'unknown keyword: "shortest"'],
  [{ format: 'date' }, 'unknown format "date"'],
  [{ minLength: 1 }, 'needs ajv/dist/runtime/ucs2length at run time'],
])('%j in a response stops the build instead of going unjudged', async (keyword, message) => {
  const change = (task: SchemaObject) => Object.assign(task.properties?.name ?? {}, keyword)
  await expect(validatorsOf(change)).rejects.toThrow(message)
})
