import { type Constraints, operations } from '../reader.ts'

type Server = { variables?: Record<string, { enum?: string[] }> }

/** What breaks clients and `redocly diff` does not see: new rules between parameters, and regions that went. */
export function brokenRules(released: object, current: object): string[] {
  const left = regions(current)
  const gone = regions(released).filter((region) => !left.includes(region))
  return [...gone.map((region) => `servers: ${region} was removed.`), ...newRules(released, current)]
}

function regions(bundle: object): string[] {
  const { servers } = bundle as { servers: Server[] }
  return servers
    .flatMap(({ variables = {} }) => Object.entries(variables))
    .flatMap(([name, { enum: values = [] }]) => values.map((value) => `${name} \`${value}\``))
}

function newRules(released: object, current: object): string[] {
  const before = new Map(operations(released).map(({ operationId, constraints }) => [operationId, rules(constraints)]))
  return operations(current).flatMap(({ operationId, constraints }) => {
    const known = before.get(operationId) ?? rules(constraints)
    const added = rules(constraints).filter((rule) => !known.includes(rule))
    return added.map((rule) => `${operationId}/x-query-constraints: a rule was added: ${rule}.`)
  })
}

function rules({ dependentRequired, ordered, integerLexeme }: Constraints): string[] {
  return [
    `integers match ${integerLexeme}`,
    ...Object.entries(dependentRequired).flatMap(([name, others]) => others.map((other) => `${name} needs ${other}`)),
    ...ordered.map(([first, second]) => `${first} is not after ${second}`),
  ]
}
