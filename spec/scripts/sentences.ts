import { type JsonObject, textAt } from './json.ts'
import type { Rule } from './rules.ts'

/** The sentences about rules, in the language of the document that they are read from. */
export function sentences(document: JsonObject) {
  const sentence = (name: string) => textAt(document, ['x-request-rules', 'sentences', name])
  const between = sentence('list')
  const predicate = (name: string) => textAt(document, ['x-request-rules', 'rules', name])

  return {
    /** The `error_msg` of a 400 for a parameter that breaks the rule. */
    message(parameter: string, { name, values }: Rule): string {
      const rule = fill(
        predicate(name),
        mapValues(values, (value) => [value].flat().join(between)),
      )
      return fill(sentence('message'), { parameter, rule })
    },

    /** What descriptions say of a schema's rules and default. */
    description(list: Rule[], schema: JsonObject): string {
      const stated = list.map(({ name, values }) =>
        fill(
          predicate(name),
          mapValues(values, (value, key) => (key === 'title' ? String(value) : asCode(value, between))),
        ),
      )
      const rules = stated.length > 0 && fill(sentence('rules'), { rules: stated.join(sentence('separator')) })
      const standard = schema.default !== undefined && fill(sentence('default'), { default: `\`${schema.default}\`` })
      return [rules, standard].filter(Boolean).join('\n')
    },

    retry: (retry: boolean): string => sentence(retry ? 'retry' : 'noRetry'),
  }
}

/** Replaces `{name}` by its value. A placeholder without a value stays: some are filled by whoever sends the error. */
export function fill(template: string, values: Record<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name) => values[name] ?? placeholder)
}

function asCode(value: string | string[], separator: string): string {
  return [value]
    .flat()
    .map((item) => `\`${item}\``)
    .join(separator)
}

function mapValues(values: Rule['values'], map: (value: string | string[], name: string) => string) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value, name)]))
}
