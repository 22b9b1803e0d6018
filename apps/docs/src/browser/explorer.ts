import type { PageData } from '../explorer/page-data.ts'
import { samples } from '../samples/samples.ts'
import { renderAnswer, summaryOf } from './explorer-answer.ts'
import { create, element } from './explorer-dom.ts'
import { formState, onFormChange, operation, sharedFragment, updateForm, value } from './explorer-form.ts'
import { endpointOf, Problem, sendForm } from './explorer-send.ts'

const data: PageData = JSON.parse(element('explorer-data', HTMLElement).textContent)
const { texts, endpoints } = data
const cancel = element('cancel', HTMLButtonElement)
const code = element('code', HTMLElement)
const outcome = element('outcome', HTMLElement)
const answer = element('answer', HTMLElement)
const languages = Array.from(document.querySelectorAll<HTMLInputElement>('[name=code-language]'))

let isBroken = false

onFormChange(() => {
  isBroken = updateForm(texts.addressRefused)
  showCode()
})
for (const choice of languages) choice.addEventListener('change', showCode)
element('request', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault()
  void run()
})
element('share', HTMLButtonElement).addEventListener('click', async () => {
  history.replaceState(null, '', sharedFragment())
  outcome.textContent = (await copy(location.href)) ? texts.copied : texts.notCopied
})
element('copy-code', HTMLButtonElement).addEventListener('click', () => copy(code.textContent))
answer.addEventListener('click', ({ target }) => {
  if (target instanceof HTMLElement && 'copies' in target.dataset)
    void copy(target.nextElementSibling?.textContent ?? '')
})

function showCode(): void {
  const state = formState()
  const region = state.target === 'page' || state.target === 'relay' ? state.region : undefined
  const shown = samples(operation, { ...state, endpoint: endpointOf(state, endpoints), region })
  code.replaceChildren(...withWholeHosts(shown[languages.findIndex(({ checked }) => checked)]?.source ?? ''))
}

/** Lines may end anywhere, but a host is read as one word. */
function withWholeHosts(source: string): (Node | string)[] {
  const parts = source.split(/(https?:\/\/[^/'"]+)/)
  return parts.map((part, index) => (index % 2 === 1 ? create('span', { class: 'host' }, part) : part))
}

async function run(): Promise<void> {
  // One at a time: a slow answer must not replace a later one.
  if (!cancel.disabled) return
  const { target, authentication } = formState()
  const hints = [
    isBroken ? texts.brokenRule : '',
    authentication === 'token' && value('token') === '' ? texts.noCredentials : '',
  ]
  const controller = new AbortController()
  const abort = () => controller.abort()
  cancel.addEventListener('click', abort)
  cancel.disabled = false
  outcome.textContent = texts.sending
  answer.replaceChildren()
  const began = performance.now()
  try {
    const received = await sendForm(data, controller.signal)
    const took = performance.now() - began
    answer.replaceChildren(...renderAnswer(received, took, data, target === 'page'))
    outcome.textContent = [summaryOf(received, took, data), ...hints].filter(Boolean).join(' ')
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    outcome.textContent = error.message
  } finally {
    cancel.removeEventListener('click', abort)
    cancel.disabled = true
    element('response-title', HTMLElement).scrollIntoView()
  }
}

/** Gives whether the browser allowed it. */
async function copy(text: string): Promise<boolean> {
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  )
}
