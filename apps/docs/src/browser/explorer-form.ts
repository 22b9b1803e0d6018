import bundle from '@rds-tasklist/spec/openapi.json' with { type: 'json' }
import { type Operation, operations } from '@rds-tasklist/spec/reader'
import { formProblems } from '../explorer/check-form.ts'
import { formFragment, readFragment } from '../explorer/link.ts'
import { DEMO_TOKEN, type LocalTargets, TARGETS, type TargetName, USUAL_TARGETS } from '../explorer/page-data.ts'
import { isLocalAddress } from '../explorer/targets.ts'
import type { Language } from '../languages.ts'
import type { Authentication, FieldValue } from '../samples/call.ts'
import { element } from './explorer-dom.ts'
import { siteUrl } from './site-url.ts'

/** The operation of the form. */
export const [operation] = operations(bundle) as [Operation]

const form = element('request', HTMLFormElement)
const target = element('target', HTMLSelectElement)
const region = element('region', HTMLSelectElement)
const address = element('address', HTMLInputElement)
const authentication = element('authentication', HTMLSelectElement)
const token = element('token', HTMLInputElement)
const controls = Array.from(form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[data-name]'))
const language = document.documentElement.lang as Language
let localTargets: LocalTargets = USUAL_TARGETS

/** What the form says. */
export type FormState = {
  target: TargetName
  address: string
  region: string
  authentication: Authentication
  values: FieldValue[]
}

export function formState(): FormState {
  const [name = 'page'] = TARGETS.filter((one) => one === target.value)
  const byKey = value('security-token') === '' ? 'access-key' : 'temporary-key'
  return {
    target: name,
    address: address.value,
    region: region.value,
    authentication: authentication.value === 'token' ? 'token' : byKey,
    values: controls.map(({ dataset, value }) => ({ in: dataset.in ?? '', name: dataset.name ?? '', value })),
  }
}

/** What is typed into a box of the form. */
export function value(id: string): string {
  return element(id, HTMLInputElement).value.trim()
}

/** Shows what belongs to the chosen target and authentication, and what is wrong. Gives whether a rule is broken. */
export function updateForm(addressRefused: string): boolean {
  const state = formState()
  for (const part of document.querySelectorAll<HTMLElement>('[data-for]')) {
    part.hidden = !part.dataset.for?.split(' ').some((one) => one === state.target || one === authentication.value)
  }
  const problems = formProblems(operation, state.values, language)
  for (const control of controls) showProblem(control, problems.get(control.dataset.name ?? ''))
  showProblem(address, state.target === 'page' || isLocalAddress(state.address) ? undefined : addressRefused)
  return problems.size > 0
}

function showProblem(control: HTMLElement, problem: string | undefined): void {
  const place = element(`${control.id}-problem`, HTMLElement)
  place.hidden = problem === undefined
  place.textContent = problem ?? ''
  if (problem === undefined) control.removeAttribute('aria-invalid')
  else control.setAttribute('aria-invalid', 'true')
}

/** A link to this form. */
export function sharedFragment(): string {
  return formFragment(formState())
}

/** Calls back after each change of the form, from the reader, a link or the list of local targets. */
export function onFormChange(changed: () => void): void {
  form.addEventListener('input', ({ target: control }) => {
    if (control instanceof HTMLInputElement && control.dataset.picks) pickTime(control)
    changed()
  })
  target.addEventListener('change', () => {
    useTarget()
    changed()
  })
  addEventListener('hashchange', () => {
    useFragment()
    changed()
  })
  element('own-origin', HTMLElement).textContent = location.origin
  useFragment()
  changed()
  void loadTargets().then(changed)
}

function pickTime(picker: HTMLInputElement): void {
  const time = new Date(picker.value).getTime()
  element(picker.dataset.picks ?? '', HTMLInputElement).value = Number.isNaN(time) ? '' : String(time)
}

function useTarget(): void {
  const { target: name } = formState()
  if (name !== 'page') address.value = localTargets[name]
  // The token of the demo says nothing to the real endpoint, and a real one is not there to be sent to a demo unseen.
  token.value = name === 'relay' ? '' : DEMO_TOKEN
}

function useFragment(): void {
  const shared = readFragment(location.hash)
  if (!shared) return
  if (shared.target !== undefined && shared.target !== target.value) {
    target.value = shared.target
    useTarget()
  }
  if (Array.from(region.options).some((option) => option.value === shared.region)) region.value = String(shared.region)
  for (const control of controls.filter(({ dataset }) => dataset.in !== 'path')) {
    control.value = shared.values.get(control.dataset.name ?? '') ?? ''
  }
}

/** The preview server knows where its neighbours listen. On another host the usual ports stay. */
async function loadTargets(): Promise<void> {
  const answer = await fetch(siteUrl('targets.json')).catch(() => undefined)
  if (!answer?.ok) return
  const usual = address.value
  localTargets = { ...USUAL_TARGETS, ...(await answer.json()) }
  const { target: name } = formState()
  if (name !== 'page' && usual === USUAL_TARGETS[name]) address.value = localTargets[name]
}
