/** What bounds a request and all requests together. Times are milliseconds. */
export type Limits = {
  /** Requests per second and caller; as many may come at once. */
  ratePerSecond: number
  /** Questions to the store at the same time; one more is refused at once. */
  maxConcurrent: number
  /** Open connections; requests on more are refused and their connections closed. Past twice as many, connections are dropped. */
  maxConnections: number
  /** Characters of a query as it stands on the wire. */
  maxQueryLength: number
  /** Until the headers of a request have arrived. */
  headersTimeout: number
  /** Until a whole request has arrived. */
  requestTimeout: number
  /** From the headers of a request to its answer. */
  handlerTimeout: number
  /** How long an idle connection is kept for the next request. */
  keepAliveTimeout: number
  /** How long a connection may be silent in the middle of a request or an answer. */
  connectionTimeout: number
}

export const DEFAULT_LIMITS: Limits = {
  ratePerSecond: 200,
  maxConcurrent: 64,
  maxConnections: 1000,
  maxQueryLength: 8192,
  headersTimeout: 5000,
  requestTimeout: 10_000,
  handlerTimeout: 10_000,
  // Longer than the 60 seconds after which balancers usually let go, so that the balancer closes first.
  keepAliveTimeout: 65_000,
  connectionTimeout: 70_000,
}
