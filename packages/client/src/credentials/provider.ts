/** What one request is authenticated with. */
export type Authentication = {
  readonly headers: Readonly<Record<string, string>>
  /** What no error may repeat, in whatever form it is echoed. */
  readonly secrets: readonly string[]
}

/** What credentials may use to authenticate a request. */
export type AuthenticationContext = {
  /** The `fetch` of the client. */
  readonly fetch: (request: Request) => Promise<Response>
  /** Ends with the request. */
  readonly signal: AbortSignal
  /** The project of the client. */
  readonly projectId: string
}

/** A source of credentials, asked before each attempt. Those of `@rds-tasklist/client/credentials` are made so. */
export type CredentialsProvider = {
  authenticate(request: Request, context: AuthenticationContext): Promise<Authentication>
  /**
   * Called when the service answered 401, with what that attempt was sent with; the request is then repeated once. Absent where
   * the next answer would be the same.
   */
  renew?(refused: Authentication): void
}
