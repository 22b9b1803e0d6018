import type { SiteTexts } from '../pages/site-texts.ts'
import { buildRequest, curlCommand, type FieldValue, isAllowedTarget, type RequestShape } from './request.ts'

const TIMEOUT_MS = 30_000

const form = element('request', HTMLFormElement)
const target = element('target', HTMLInputElement)
const token = element('token', HTMLInputElement)
const button = element('send', HTMLButtonElement)
const curl = element('curl', HTMLElement)
const outcome = element('outcome', HTMLElement)
const body = element('body', HTMLElement)
const texts: SiteTexts['outcome'] = JSON.parse(element('explorer-texts', HTMLElement).textContent)

form.addEventListener('input', showCurl)
form.addEventListener('submit', (event) => {
  event.preventDefault()
  void send()
})
showCurl()

function element<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id)
  if (!(found instanceof kind)) throw new Error(`The page has no ${id}.`)
  return found
}

function currentRequest(): RequestShape {
  const controls = form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[data-name]')
  const fields = Array.from(controls, ({ dataset, value }): FieldValue => {
    return { in: data(dataset, 'in'), name: data(dataset, 'name'), value }
  })
  return buildRequest(target.value, data(form.dataset, 'path'), fields)
}

function data(dataset: DOMStringMap, key: string): string {
  const value = dataset[key]
  if (value === undefined) throw new Error(`The page has no data-${key}.`)
  return value
}

function showCurl(): void {
  curl.textContent = curlCommand(currentRequest(), token.value !== '')
}

async function send(): Promise<void> {
  if (!isAllowedTarget(target.value)) return show(texts.targetRefused)
  const { url, headers } = currentRequest()
  const hint = token.value === '' ? `\n${texts.noToken}` : ''
  if (token.value !== '') headers['X-Auth-Token'] = token.value
  show(texts.sending)
  // One at a time: a slow answer must not replace a later one.
  button.disabled = true
  const started = performance.now()
  try {
    const response = await fetch(url, {
      headers,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      // A redirect would carry the token to wherever it points.
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const answer = await response.text()
    show(summary(response, performance.now() - started) + hint, prettyJson(answer))
  } catch {
    show(texts.unreachable.replace('{target}', target.value))
  } finally {
    button.disabled = false
  }
}

function summary(response: Response, milliseconds: number): string {
  const id = response.headers.get('X-Request-Id') ?? texts.hiddenId
  return [
    `${texts.status}: ${response.status} ${response.statusText}`,
    `${texts.time}: ${Math.round(milliseconds)} ms`,
    `X-Request-Id: ${id}`,
  ].join(' · ')
}

function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

function show(sentence: string, answer?: string): void {
  outcome.textContent = sentence
  body.textContent = answer ?? ''
  body.hidden = answer === undefined
}
