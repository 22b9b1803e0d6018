import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { isObject, type Json, type JsonObject, type Path, pointer, valueAt, walk } from './json.ts'

type Place = { path: Path; schema: JsonObject }

/** Compiles every schema strictly. Prism skips what it cannot compile and then lets everything pass. */
export function schemaProblems(document: JsonObject): string[] {
  const ajv = compiler(document)
  return schemas(document).flatMap(({ path }) => {
    try {
      compile(ajv, path)
      return []
    } catch (error) {
      return [`${pointer(path)}: ${(error as Error).message}`]
    }
  })
}

/** Validates every example of every media type, parameter, header and schema; an undeclared member is a problem too. */
export function exampleProblems(document: JsonObject): string[] {
  const ajv = compiler(closed(document))
  return schemas(document).flatMap(({ path, schema }) => {
    const validate = compile(ajv, path)
    return examples(document, path, schema).flatMap(({ at, value }) => {
      if (value === undefined) return [`${pointer(at)}: the example has no value`]
      if (validate(value)) return []
      return [`${pointer(at)}: ${ajv.errorsText(validate.errors, { dataVar: 'value' })}`]
    })
  })
}

function compiler(document: JsonObject) {
  const ajv = new Ajv2020({ strict: true, allErrors: true, allowMatchingProperties: false })
  addFormats.default(ajv)
  ajv.addKeyword('x-enumDescriptions')
  // References lead through the document, so Ajv looks at its root as if it were a schema.
  ajv.addVocabulary(Object.keys(document))
  ajv.addSchema({ ...document, $id: 'openapi' } as JsonObject)
  return ajv
}

function compile(ajv: Ajv2020, path: Path) {
  return ajv.compile({
    $ref: `openapi#${pointer(path).replaceAll('%', '%25').replaceAll('{', '%7B').replaceAll('}', '%7D')}`,
  })
}

function schemas(document: JsonObject): Place[] {
  const places: Place[] = []
  walk(document, ({ schema }, path) => {
    if (isObject(schema)) places.push({ path: [...path, 'schema'], schema })
  })
  const named = valueAt(document, ['components', 'schemas'])
  for (const [name, schema] of Object.entries(isObject(named) ? named : {})) {
    if (isObject(schema)) places.push({ path: ['components', 'schemas', name], schema })
  }
  return places
}

/** Examples stand beside `schema` (`example`, `examples` by name) or in it (`examples`, a list). */
function examples(document: JsonObject, path: Path, schema: JsonObject): { at: Path; value: Json | undefined }[] {
  const owner = path.at(-1) === 'schema' ? valueAt(document, path.slice(0, -1)) : undefined
  const { example, examples: named } = isObject(owner) ? owner : ({} as JsonObject)
  const at = path.slice(0, -1)
  return [
    ...(example === undefined ? [] : [{ at: [...at, 'example'], value: example }]),
    ...Object.entries(isObject(named) ? named : {}).map(([name, item]) => ({
      at: [...at, 'examples', name],
      value: isObject(item) ? item.value : undefined,
    })),
    ...(Array.isArray(schema.examples) ? schema.examples : []).map((value, index) => ({
      at: [...path, 'examples', index],
      value,
    })),
  ]
}

function closed(document: JsonObject): JsonObject {
  const copy = structuredClone(document)
  const named = valueAt(copy, ['components', 'schemas'])
  for (const schema of Object.values(isObject(named) ? named : {})) {
    if (isObject(schema) && schema.properties) schema.unevaluatedProperties = false
  }
  return copy
}
