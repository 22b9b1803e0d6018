import { type LocatedOperation, need, type OpenApiDocument, type Parameter, resolveRef } from '../document/openapi.ts'
import { type NamedValue, namedValues, typeWords } from '../document/values.ts'
import type { Language } from '../languages.ts'
import { bodyFields } from './response-fields.ts'
import { SITE_TEXTS } from './site-texts.ts'

/** The whole operation as Markdown: parameters, headers, every field of every response, every example. */
export function operationMarkdown(document: OpenApiDocument, located: LocatedOperation, language: Language): string {
  const { method, path, operation } = located
  const texts = SITE_TEXTS[language]
  return [
    `# ${operation.summary}`,
    `\`${method} ${path}\``,
    operation.description.trim(),
    `## ${texts.parameters}`,
    parametersMarkdown(document, located, language),
    responsesMarkdown(document, located, language),
  ].join('\n\n')
}

/** The parameters as a table. */
export function parametersMarkdown(document: OpenApiDocument, located: LocatedOperation, language: Language): string {
  const texts = SITE_TEXTS[language]
  const rows = located.operation.parameters.map((parameter) => parameterRow(document, parameter, language))
  return table([texts.field, texts.type, texts.meaning], rows)
}

/** Headers, fields and examples of every response. */
export function responsesMarkdown(document: OpenApiDocument, located: LocatedOperation, language: Language): string {
  const texts = SITE_TEXTS[language]
  const [before, after] = texts.brackets
  const parts = Object.entries(located.operation.responses).flatMap(([status, reference]) => {
    const response = resolveRef(document, reference)
    const { schema, examples = {} } = response.content?.['application/json'] ?? {}
    const headers = Object.entries(response.headers ?? {}).map(([name, header]) => {
      const { description = '', schema: type = {} } = resolveRef(document, header)
      return row(name, typeWords(document, type), description, namedValues(document, type))
    })
    const fields = bodyFields(document, schema ?? {}).map((field) =>
      row(field.path, mark(field.type, field.required, language), field.description, field.values),
    )
    const columns = [texts.field, texts.type, texts.meaning]
    return [
      `## ${texts.result} ${status}`,
      need(response.description, `description of the response ${status}`).trim(),
      table(columns, [...headers, ...fields]),
      ...Object.entries(examples).map(([name, { summary = name, value }]) =>
        [
          `${summary}${before}\`${name}\`${after}${texts.colon.trim()}`,
          `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``,
        ].join('\n\n'),
      ),
    ]
  })
  return parts.join('\n\n')
}

function parameterRow(document: OpenApiDocument, parameter: Parameter, language: Language): string {
  const { name, in: place, required = false, description = '', schema } = parameter
  const type = mark(`${typeWords(document, schema)}, ${place}`, required, language)
  return row(name, type, description, namedValues(document, schema))
}

function mark(type: string, required: boolean, language: Language): string {
  return required ? `${type}, ${SITE_TEXTS[language].required}` : type
}

function row(name: string, type: string, description: string, values: NamedValue[]): string {
  const meanings = values.map(({ value, meaning }) => `\`${value}\`: ${meaning}`)
  const cell = [description, ...meanings].join(' ').replace(/\s+/g, ' ').replaceAll('|', '\\|').trim()
  return `| \`${name}\` | ${type} | ${cell} |`
}

function table(columns: string[], rows: string[]): string {
  return [`| ${columns.join(' | ')} |`, `|${' --- |'.repeat(columns.length)}`, ...rows].join('\n')
}
