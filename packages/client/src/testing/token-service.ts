import { type Client, createClient } from '../client.ts'
import type { CredentialsProvider } from '../credentials/provider.ts'
import { headerNames } from '../document.gen.ts'
import { PROJECT_ID } from './client-of.ts'
import { serve, type TestServer } from './serve.ts'

/** An empty page. */
export const PAGE: string = JSON.stringify({ total_count: 0, actions: [], tasks: [] })
/** The header of the token, as servers see it. */
export const HEADER: string = headerNames.token.toLowerCase()

/** A client of a test server with these credentials. */
export function clientWith({ endpoint }: TestServer, credentials: CredentialsProvider): Client {
  return createClient({ endpoint, projectId: PROJECT_ID, credentials })
}

/** A service that accepts one token at a time. */
export async function serveToken(accepted: { token: string }): Promise<TestServer> {
  return serve(({ headers }, response) => response.writeHead(headers[HEADER] === accepted.token ? 200 : 401).end(PAGE))
}
