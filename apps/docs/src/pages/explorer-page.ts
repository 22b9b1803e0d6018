import { type LocatedOperation, need, type OpenApiDocument, type Parameter } from '../document/openapi.ts'
import { namedValues, typeWords } from '../document/values.ts'
import { type Language, otherLanguage, pagePath } from '../languages.ts'
import { EXPLORER_POLICY } from './csp.ts'
import { escapeHtml, jsonBlock } from './html.ts'
import { markdownToHtml } from './markdown.ts'
import type { Page } from './page.ts'
import { SITE_TEXTS } from './site-texts.ts'

const MOCK_ADDRESS = 'http://127.0.0.1:4010'

/** A form with a field per parameter of the operation. The script on it sends the request. */
export function explorerPage(document: OpenApiDocument, located: LocatedOperation, language: Language): Page {
  const texts = SITE_TEXTS[language]
  return {
    path: pagePath(language, 'explorer/'),
    counterpart: pagePath(otherLanguage(language), 'explorer/'),
    language,
    title: `${texts.explorer} · ${document.info.title}`,
    description: `${located.operation.summary} · ${texts.explorerIntro}`,
    policy: EXPLORER_POLICY,
    head: '<script type="module" src="/assets/explorer.js"></script>',
    main: `<main class="own-page explorer"><h1>${texts.explorer}: ${escapeHtml(located.operation.summary)}</h1>
<p>${texts.explorerIntro}</p><noscript><p>${texts.needsScript}</p></noscript>
<div class="columns">${renderForm(document, located, language)}${renderOutput(language)}</div></main>
${jsonBlock('explorer-texts', texts.outcome)}`,
  }
}

// No control has a `name`: even without the script nothing typed here could end up in an address.
function renderForm(
  document: OpenApiDocument,
  { method, path, operation }: LocatedOperation,
  language: Language,
): string {
  const texts = SITE_TEXTS[language]
  return `<form id="request" data-path="${escapeHtml(path)}">
<p><code>${escapeHtml(method)} ${escapeHtml(path)}</code></p>
<fieldset><legend>${texts.target}</legend>
<label for="target">${texts.address}</label><input id="target" type="url" required value="${MOCK_ADDRESS}">
<div class="hint">${texts.targetHint}</div>
<label for="token">${texts.token} (X-Auth-Token)</label><input id="token" type="password" autocomplete="off" placeholder="${texts.tokenPlaceholder}">
<div class="hint">${texts.tokenHint}</div></fieldset>
<fieldset><legend>${texts.parameters}</legend>
${operation.parameters.map((parameter) => renderField(document, parameter, language)).join('\n')}</fieldset>
<button id="send" type="submit">${texts.send}</button></form>`
}

function renderField(document: OpenApiDocument, parameter: Parameter, language: Language): string {
  const { schema } = parameter
  const name = escapeHtml(parameter.name)
  const id = `parameter-${name}`
  const description = need(parameter.description, `description of the parameter ${name}`)
  const mark = parameter.required ? ` <small>${SITE_TEXTS[language].required}</small>` : ''
  return `<div class="field"><label for="${id}">${name}</label> <small>${escapeHtml(typeWords(document, schema))}</small>${mark}
${renderControl(document, parameter, id, language)}
<div class="hint" id="${id}-hint">${markdownToHtml(description)}</div></div>`
}

// A text box also where a number is expected: a wrong value is worth sending, to see the API's own answer.
function renderControl(document: OpenApiDocument, parameter: Parameter, id: string, language: Language): string {
  const { name, in: place, schema, examples = {} } = parameter
  const shared = `id="${id}" aria-describedby="${id}-hint" data-name="${escapeHtml(name)}" data-in="${place}"`
  const values = namedValues(document, schema)
  if (values.length > 0) {
    const options = values.map(
      ({ value, meaning }) => `<option value="${escapeHtml(value)}">${escapeHtml(`${value} · ${meaning}`)}</option>`,
    )
    return `<select ${shared}><option value="">${SITE_TEXTS[language].notSet}</option>${options.join('')}</select>`
  }
  const [example] = Object.values(examples).map(({ value }) => escapeHtml(String(value)))
  const sample = need(example, `example of the parameter ${name}`)
  const filling = parameter.required ? `required value="${sample}"` : `placeholder="${sample}"`
  return `<input ${shared} type="text" autocomplete="off" spellcheck="false" ${filling}>`
}

function renderOutput(language: Language): string {
  const texts = SITE_TEXTS[language]
  return `<div class="output"><h2>${texts.curl}</h2><pre id="curl" tabindex="0"></pre>
<h2>${texts.result}</h2><p id="outcome" role="status">${texts.resultBefore}</p><pre id="body" tabindex="0" hidden></pre></div>`
}
