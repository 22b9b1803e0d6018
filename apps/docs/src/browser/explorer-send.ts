import type { PageData } from '../explorer/page-data.ts'
import { type Answer, isLocalAddress, relay, server, type Target, type WireRequest } from '../explorer/targets.ts'
import { callOf } from '../samples/call.ts'
import { element, fill } from './explorer-dom.ts'
import { type FormState, formState, operation, value } from './explorer-form.ts'

const TIMEOUT_MS = 30_000

/** Something that keeps a request from being sent or answered, in words for the reader. */
export class Problem extends Error {}

let mock: Promise<Target> | undefined

/** Sends what the form says. @throws {@link Problem} */
export async function sendForm({ texts, endpoints }: PageData, cancel: AbortSignal): Promise<Answer> {
  const state = formState()
  if (state.target !== 'page' && !isLocalAddress(state.address)) throw new Problem(texts.addressRefused)
  const request = await authenticated(requestOf(state, endpoints), texts)
  const timeout = AbortSignal.timeout(TIMEOUT_MS)
  const target = await targetOf(state)
  try {
    return await target.send(request, AbortSignal.any([cancel, timeout]))
  } catch {
    if (cancel.aborted) throw new Problem(texts.cancelled)
    if (timeout.aborted) throw new Problem(fill(texts.timedOut, { seconds: TIMEOUT_MS / 1000 }))
    throw new Problem(fill(texts.unreachable, { address: state.address }))
  }
}

/** The address that the request is meant for: a relay only passes it on, and the mock in the page stands in for it. */
export function endpointOf({ target, address, region }: FormState, endpoints: PageData['endpoints']): string {
  const isLocal = target === 'mock' || target === 'service'
  return isLocal ? address.replace(/\/+$/, '') : (endpoints[region] ?? '')
}

function requestOf(state: FormState, endpoints: PageData['endpoints']): WireRequest {
  const { method, url, headers } = callOf(operation, { ...state, endpoint: endpointOf(state, endpoints) })
  return { method, url, headers: Object.fromEntries(headers) }
}

async function authenticated(request: WireRequest, texts: PageData['texts']): Promise<WireRequest> {
  const { authentication } = formState()
  if (authentication === 'token') {
    const token = value('token')
    if (!/^[\x21-\x7e]*$/.test(token)) throw new Problem(texts.tokenUnsendable)
    return token === '' ? request : { ...request, headers: { ...request.headers, 'X-Auth-Token': token } }
  }
  if (!element('consent', HTMLInputElement).checked) throw new Problem(texts.consentNeeded)
  const [accessKey, secretKey] = [value('access-key'), value('secret-key')]
  if (accessKey === '' || secretKey === '') throw new Problem(texts.keyNeeded)
  const securityToken = authentication === 'temporary-key' ? value('security-token') : undefined
  const { sign } = await import('@rds-tasklist/signature')
  const signature = await sign(request, { accessKey, secretKey, securityToken })
  return { ...request, headers: { ...request.headers, ...signature } }
}

async function targetOf({ target, address }: FormState): Promise<Target> {
  if (target === 'relay') return relay(address, value('relay-token'))
  if (target !== 'page') return server
  mock ??= import('../explorer/in-page-mock.ts').then(({ createInPageMock }) => createInPageMock(Date.now()))
  return mock
}
