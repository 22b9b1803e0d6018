import { channel } from 'node:diagnostics_channel'
import type { Hooks } from '../transport/hooks.ts'

/** The channels of {@link diagnosticsChannel}, by hook. Their messages are the events of the hooks. */
export const channelNames: Readonly<Record<keyof Hooks, string>> = {
  onRequest: 'rds-tasklist:request',
  onAttempt: 'rds-tasklist:attempt',
  onRetry: 'rds-tasklist:retry',
  onResponse: 'rds-tasklist:response',
  onError: 'rds-tasklist:error',
}

/** Hooks that publish every event to a channel of `node:diagnostics_channel`, where tracing tools subscribe. */
export function diagnosticsChannel(): Hooks {
  const hooks = Object.entries(channelNames).map(([hook, name]) => {
    const events = channel(name)
    return [hook, (event: unknown) => events.publish(event)]
  })
  return Object.fromEntries(hooks)
}
