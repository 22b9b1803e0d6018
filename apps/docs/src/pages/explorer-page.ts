import type { LocatedOperation, OpenApiDocument, Parameter } from '../document/openapi.ts'
import { namedValues, typeWords } from '../document/values.ts'
import { type Language, otherLanguage, pagePath } from '../languages.ts'
import { explorerPolicy } from './csp.ts'
import { escapeHtml, jsonBlock } from './html.ts'
import { markdownToHtml } from './markdown.ts'
import type { Page } from './page.ts'
import { siteTexts } from './site-texts.ts'

const mockAddress = 'http://127.0.0.1:4010'
const serviceAddress = 'http://127.0.0.1:4020'

/** A form with a field per parameter of the operation. The script on it sends the request. */
export function explorerPage(document: OpenApiDocument, located: LocatedOperation, language: Language): Page {
  const texts = siteTexts[language]
  return {
    path: pagePath(language, 'explorer/'),
    counterpart: pagePath(otherLanguage(language), 'explorer/'),
    language,
    title: `${texts.explorer} · ${document.info.title}`,
    description: `${located.operation.summary} · ${texts.explorerIntro}`,
    policy: explorerPolicy,
    head: '<script type="module" src="/assets/explorer.js"></script>',
    main: `<main class="own-page explorer"><h1>${texts.explorer}: ${escapeHtml(located.operation.summary)}</h1>
<p>${texts.explorerIntro}</p><noscript><p>${texts.needsScript}</p></noscript>
<div class="columns">${renderForm(document, located, language)}${renderOutput(language)}</div></main>
${jsonBlock('explorer-texts', texts)}`,
  }
}

// No control has a `name`: even without the script nothing typed here could end up in an address.
function renderForm(
  document: OpenApiDocument,
  { method, path, operation }: LocatedOperation,
  language: Language,
): string {
  const texts = siteTexts[language]
  return `<form id="request" data-path="${escapeHtml(path)}">
<p><code>${method} ${escapeHtml(path)}</code></p>
<fieldset><legend>${texts.target}</legend>
<label for="target">${texts.address}</label><input id="target" type="url" list="targets" required value="${mockAddress}">
<datalist id="targets"><option value="${mockAddress}"><option value="${serviceAddress}"></datalist>
<div class="hint">${texts.targetHint}</div>
<label for="token">${texts.token} (X-Auth-Token)</label><input id="token" type="password" autocomplete="off">
<div class="hint">${texts.tokenHint}</div></fieldset>
<fieldset><legend>${texts.parameters}</legend>
${operation.parameters.map((parameter) => renderField(document, parameter, language)).join('\n')}</fieldset>
<button id="send" type="submit">${texts.send}</button></form>`
}

function renderField(document: OpenApiDocument, parameter: Parameter, language: Language): string {
  const { name, required = false, description = '', schema } = parameter
  const id = `parameter-${name}`
  const mark = required ? ` <small>${siteTexts[language].required}</small>` : ''
  return `<div class="field"><label for="${id}">${name}</label> <small>${escapeHtml(typeWords(document, schema))}</small>${mark}
${renderControl(document, parameter, id, language)}
<div class="hint" id="${id}-hint">${markdownToHtml(description)}</div></div>`
}

// A text box also where a number is expected: a wrong value is worth sending, to see the API's own answer.
function renderControl(document: OpenApiDocument, parameter: Parameter, id: string, language: Language): string {
  const { name, in: place, required = false, schema, examples = {} } = parameter
  const shared = `id="${id}" aria-describedby="${id}-hint" data-name="${name}" data-in="${place}"`
  const values = namedValues(document, schema)
  if (values.length > 0) {
    const options = values.map(
      ({ value, meaning }) => `<option value="${escapeHtml(value)}">${escapeHtml(`${value} · ${meaning}`)}</option>`,
    )
    return `<select ${shared}><option value="">${siteTexts[language].notSet}</option>${options.join('')}</select>`
  }
  const example = escapeHtml(String(Object.values(examples)[0]?.value ?? ''))
  const filling = required ? `required value="${example}"` : `placeholder="${example}"`
  return `<input ${shared} type="text" autocomplete="off" spellcheck="false" ${filling}>`
}

function renderOutput(language: Language): string {
  const texts = siteTexts[language]
  return `<div class="output"><h2>${texts.curl}</h2><pre id="curl" tabindex="0"></pre>
<h2>${texts.result}</h2><p id="outcome" role="status">${texts.resultBefore}</p><pre id="body" tabindex="0" hidden></pre></div>`
}
