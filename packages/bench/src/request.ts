import { PATH, TOKEN_HEADER } from './document.ts'

export type Request = { target: string; headers: Record<string, string> }

/** The token of the caller whom the service knows; mocks take any. */
export const TOKEN = 'token-of-the-bench'

/** A request for the tasks of the project. */
export function request(query = ''): Request {
  return { target: query ? `${PATH}?${query}` : PATH, headers: { [TOKEN_HEADER]: TOKEN } }
}
