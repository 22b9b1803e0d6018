import { regionEndpoints } from '@rds-tasklist/client'
import { operations, sampleRequest } from '@rds-tasklist/spec/reader'
import {
  findOperation,
  type LocatedOperation,
  need,
  type OpenApiDocument,
  type Parameter,
  resolveRef,
  type Schema,
} from '../document/openapi.ts'
import { namedValues, typeWords } from '../document/values.ts'
import { type PageData, TARGETS } from '../explorer/page-data.ts'
import { renderSettings } from '../explorer/render-settings.ts'
import { EXPLORER_TEXTS } from '../explorer/texts.ts'
import { type Language, otherLanguage, pagePath } from '../languages.ts'
import type { FieldValue } from '../samples/call.ts'
import { type Sample, samples } from '../samples/samples.ts'
import { EXPLORER_POLICY } from './csp.ts'
import { explorerMarkdown } from './explorer-markdown.ts'
import { escapeHtml, jsonBlock } from './html.ts'
import { markdownToHtml } from './markdown.ts'
import type { Page } from './page.ts'
import { SITE_TEXTS } from './site-texts.ts'

const DEFAULT_REGION = 'cn-north-4'

/** A form with a field per parameter of the operation, complete before its script runs, so that nothing moves then. */
export function explorerPage(document: OpenApiDocument, located: LocatedOperation, language: Language): Page {
  const { explorer, colon } = SITE_TEXTS[language]
  const texts = EXPLORER_TEXTS[language]
  const { operation } = located
  const heading = `${explorer}${colon}${operation.summary}`
  const shown = defaultSamples(document, language)
  return {
    path: pagePath(language, 'explorer/'),
    counterpart: pagePath(otherLanguage(language), 'explorer/'),
    language,
    title: `${explorer} · ${document.info.title}`,
    description: `${operation.summary} · ${texts.intro}`,
    policy: EXPLORER_POLICY,
    head: `<link rel="stylesheet" href="/assets/explorer.css">
<script type="module" src="/assets/explorer.js"></script>`,
    main: `<main class="own-page explorer"><h1>${escapeHtml(heading)}</h1>
<p>${texts.intro}</p><noscript><p>${texts.needsScript}</p></noscript>
<div class="explorer-columns">${renderForm(document, located, language)}${renderOutput(shown, language)}</div></main>
${jsonBlock('explorer-data', pageData(document, operation.responses, language))}`,
    markdown: explorerMarkdown(heading, document, located, language, shown[0]),
  }
}

function pageData(
  document: OpenApiDocument,
  responses: Record<string, { $ref?: string }>,
  language: Language,
): PageData {
  const codes = Object.entries(document['x-error-codes'] ?? {})
  const statuses = Object.entries(responses as Record<string, { $ref?: string; description?: string }>)
  return {
    texts: EXPLORER_TEXTS[language].script,
    errorCodes: Object.fromEntries(
      codes.map(([code, { meaning, retry, action }]) => [
        code,
        { meaning: plain(meaning), retry, action: plain(action) },
      ]),
    ),
    statuses: Object.fromEntries(
      statuses.map(([status, response]) => [status, plain(resolveRef(document, response).description ?? '')]),
    ),
    endpoints: regionEndpoints,
  }
}

/** The script shows text, not HTML. */
function plain(markdown: string): string {
  return markdown.replaceAll('`', '')
}

// No control of the form has a `name`: even without the script nothing typed here could end up in an address.
function renderForm(
  document: OpenApiDocument,
  { method, path, operation }: LocatedOperation,
  language: Language,
): string {
  const texts = EXPLORER_TEXTS[language]
  return `<form id="request" autocomplete="off" novalidate>
<p class="operation"><strong>${escapeHtml(method)}</strong> <code>${escapeHtml(path)}</code></p>
${renderSettings(texts, Object.keys(regionEndpoints), DEFAULT_REGION)}
<fieldset><legend>${texts.parameters}</legend>
${operation.parameters.map((parameter) => renderField(document, parameter, language)).join('\n')}</fieldset></form>`
}

function renderField(document: OpenApiDocument, parameter: Parameter, language: Language): string {
  const name = escapeHtml(parameter.name)
  const id = `parameter-${name}`
  const description = need(parameter.description, `description of the parameter ${name}`)
  const mark = parameter.required ? ` · ${EXPLORER_TEXTS[language].required}` : ''
  return `<div class="field"><label for="${id}"><code>${name}</code></label> <small>${escapeHtml(typeWords(document, parameter.schema))}${mark}</small>
${renderControl(document, parameter, id, language)}
<p class="problem" id="${id}-problem" hidden></p>
<div class="hint" id="${id}-hint">${markdownToHtml(description)}</div></div>`
}

// A text box also where a number is expected: a wrong value is worth sending, to see the API's own answer.
function renderControl(document: OpenApiDocument, parameter: Parameter, id: string, language: Language): string {
  const { notSet, pickTime } = EXPLORER_TEXTS[language]
  const { name, in: place, schema, required, examples = {} } = parameter
  const shared = `id="${id}" aria-describedby="${id}-problem ${id}-hint" data-name="${escapeHtml(name)}" data-in="${place}"`
  const values = namedValues(document, schema)
  if (values.length > 0) {
    const options = values.map(
      ({ value, meaning }) =>
        `<option value="${escapeHtml(value)}"${isOwnLanguage(value, language) ? ' selected' : ''}>${escapeHtml(`${value} · ${meaning}`)}</option>`,
    )
    return `<select ${shared}><option value="">${notSet}</option>${options.join('')}</select>`
  }
  const [example] = Object.values(examples).map(({ value }) => escapeHtml(String(value)))
  const sample = need(example, `example of the parameter ${name}`)
  const keys = schema.type === 'integer' ? ' inputmode="numeric"' : ''
  const filling = required ? `required value="${sample}"` : `placeholder="${sample}"`
  const box = `<input ${shared} type="text"${keys} autocomplete="off" spellcheck="false" ${filling}>`
  if (!isTime(schema)) return box
  const label = escapeHtml(`${name}: ${pickTime}`)
  return `<div class="time">${box}<input type="datetime-local" step="1" aria-label="${label}" title="${label}" data-picks="${id}"></div>`
}

/** The value of `X-Language` in which the messages of errors are in the language of the page. English is the default. */
function isOwnLanguage(value: string, language: Language): boolean {
  return value.toLowerCase() === language.toLowerCase()
}

/** Whether values are milliseconds since 1970, for which there is a picker. */
function isTime({ $ref }: Schema): boolean {
  return $ref === '#/components/schemas/EpochMilliseconds'
}

function renderOutput(shown: Sample[], language: Language): string {
  const texts = EXPLORER_TEXTS[language]
  const choices = shown.map(
    ({ label }, index) =>
      `<label><input type="radio" name="code-language" value="${index}"${index === 0 ? ' checked' : ''}><span>${label}</span></label>`,
  )
  return `<div class="explorer-output"><div class="actions"><button id="send" type="submit" form="request" class="main">${texts.send}</button>
<button id="cancel" type="button" disabled>${texts.cancel}</button>
<button id="share" type="button" aria-describedby="link-hint">${texts.copyLink}</button></div>
<p class="hint" id="link-hint">${texts.linkHint}</p>
<h2 id="code-title">${texts.code}</h2><div class="tabs" role="radiogroup" aria-label="${texts.codeLanguage}">${choices.join('')}
<button type="button" class="explorer-copy" id="copy-code">${texts.copy}</button></div>
${TARGETS.map((name) => `<p class="hint" data-for="${name}"${name === 'page' ? '' : ' hidden'}>${texts.codeFor[name]}</p>`).join('\n')}
<pre id="code" tabindex="0" role="region" aria-labelledby="code-title">${escapeHtml(shown[0]?.source ?? '')}</pre>
<p class="hint">${texts.codeHint}</p>
<h2 id="response-title">${texts.response}</h2><p id="outcome" role="status">${texts.script.before}</p><div id="answer"></div></div>`
}

/** What the form says before anything is changed in it. */
function defaultSamples(document: OpenApiDocument, language: Language): Sample[] {
  const [operation] = operations(document)
  if (!operation) return []
  const { projectId } = sampleRequest(operation)
  return samples(operation, {
    endpoint: regionEndpoints[DEFAULT_REGION],
    region: DEFAULT_REGION,
    values: [{ in: 'path', name: 'project_id', value: projectId }, ...languageOf(document, language)],
    authentication: 'token',
  })
}

/** What the form of a language fills in by itself, as `renderControl` selects it. */
function languageOf(document: OpenApiDocument, language: Language): FieldValue[] {
  return findOperation(document, 'ListTasks').operation.parameters.flatMap(({ in: place, name, schema }) =>
    namedValues(document, schema)
      .filter(({ value }) => isOwnLanguage(value, language))
      .map(({ value }) => ({ in: place, name, value })),
  )
}
