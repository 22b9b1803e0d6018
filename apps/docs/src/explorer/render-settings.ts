import { DEMO_TOKEN, TARGETS, USUAL_TARGETS } from './page-data.ts'
import type { ExplorerTexts } from './texts.ts'

const RELAY_COMMAND = 'npx -y pnpm@12 turbo run start --filter=@rds-tasklist/relay -- --allow-origin'

/** The part of the form that says where the request goes and who sends it. Secrets are in password boxes alone. */
export function renderSettings(texts: ExplorerTexts, regions: string[], region: string): string {
  return `<fieldset><legend>${texts.target}</legend>
${renderSelect(
  'target',
  texts.sendTo,
  TARGETS.map((name) => [name, texts.targets[name]]),
)}
${TARGETS.map((name) => renderHint(texts, name)).join('\n')}
<div data-for="mock service relay" hidden><label for="address">${texts.address}</label>
<input id="address" type="url" spellcheck="false" autocomplete="off" aria-describedby="address-problem" value="${USUAL_TARGETS.mock}">
<p class="problem" id="address-problem" hidden></p><p class="hint">${texts.localPermission}</p></div>
<div data-for="page relay">${renderSelect(
    'region',
    texts.region,
    regions.map((name) => [name, name]),
    region,
  )}</div>
<div data-for="relay" hidden>${renderSecret('relay-token', texts.relayToken)}<p class="hint">${texts.relayTokenHint}</p></div></fieldset>
<fieldset><legend>${texts.authentication}</legend>
${renderSelect('authentication', texts.method, Object.entries(texts.methods))}
<div data-for="token">${renderSecret('token', texts.token, DEMO_TOKEN)}<p class="hint">${texts.tokenHint}</p></div>
<div data-for="key" hidden><p class="warning">${texts.keyWarning}</p>
<label class="check"><input type="checkbox" id="consent"> <span>${texts.keyConsent}</span></label>
<label for="access-key">${texts.accessKey}</label><input id="access-key" type="text" autocomplete="off" spellcheck="false">
${renderSecret('secret-key', texts.secretKey)}${renderSecret('security-token', texts.securityToken)}</div></fieldset>`
}

function renderHint(texts: ExplorerTexts, name: (typeof TARGETS)[number]): string {
  const command = name === 'relay' ? ` <code class="long">${RELAY_COMMAND} <span id="own-origin"></span></code>` : ''
  return `<p class="hint" data-for="${name}"${name === 'page' ? '' : ' hidden'}>${texts.targetHints[name]}${command}</p>`
}

function renderSelect(id: string, label: string, options: (readonly [string, string])[], chosen?: string): string {
  const rendered = options.map(
    ([value, text]) => `<option value="${value}"${value === chosen ? ' selected' : ''}>${text}</option>`,
  )
  return `<label for="${id}">${label}</label><select id="${id}">${rendered.join('')}</select>`
}

function renderSecret(id: string, label: string, value = ''): string {
  return `<label for="${id}">${label}</label><input id="${id}" type="password" autocomplete="off" value="${value}">`
}
