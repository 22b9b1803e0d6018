import { type JsonObject, objectAt } from './json.ts'
import type { Rule } from './rules.ts'

/** The sentences about rules, in the language of the document that they are read from. */
export function sentences(document: JsonObject) {
  const texts = objectAt(document, ['x-request-rules', 'sentences']) as Record<string, string>
  const rules = objectAt(document, ['x-request-rules', 'rules']) as Record<string, string>
  const predicate = ({ name, values }: Rule) =>
    fill(
      rules[name] ?? '',
      mapValues(values, (value) => [value].flat().join(', ')),
    )
  const marked = ({ name, values }: Rule) => fill(rules[name] ?? '', mapValues(values, asCode))

  return {
    /** The `error_msg` of a 400 for a parameter that breaks the rule. */
    message: (parameter: string, rule: Rule): string => fill(texts.message ?? '', { parameter, rule: predicate(rule) }),

    /** What descriptions say of a schema's rules and default. */
    description(list: Rule[], schema: JsonObject): string {
      const stated = list.map(marked).join(texts.separator)
      return [
        stated && fill(texts.rules ?? '', { rules: stated }),
        schema.default !== undefined && fill(texts.default ?? '', { default: `\`${schema.default}\`` }),
      ]
        .filter(Boolean)
        .join('\n')
    },

    retry: (retry: boolean): string => (retry ? texts.retry : texts.noRetry) ?? '',
  }
}

/** Replaces `{name}` by its value. A placeholder without a value stays: some are filled by whoever sends the error. */
export function fill(template: string, values: Record<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name) => values[name] ?? placeholder)
}

function asCode(value: string | string[], name: string): string {
  if (name === 'title') return String(value)
  return [value]
    .flat()
    .map((item) => `\`${item}\``)
    .join(', ')
}

function mapValues(values: Rule['values'], map: (value: string | string[], name: string) => string) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value, name)]))
}
