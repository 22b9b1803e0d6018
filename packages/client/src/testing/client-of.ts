import { type Client, createClient } from '../client.ts'
import { TOKEN } from './canaries.ts'

export { TOKEN }
export const PROJECT_ID = '0123456789abcdef0123456789abcdef'

/** A client of a test server. */
export function clientOf({ endpoint }: { endpoint: string }): Client {
  return createClient({ endpoint, projectId: PROJECT_ID, credentials: { token: TOKEN } })
}
