const MAX_PORT = 65_535

/** An option that cannot be used as it was written. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** @throws an error that names the option, the value and the fix. */
export function readPort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= MAX_PORT) return Number(text)
  throw new UsageError(`"${text}" is no port: choose a number from 0 to ${MAX_PORT} with --port, 0 for any free one.`)
}

/** Origins as browsers write them: anything else would never match. @throws as {@link readPort}. */
export function readOrigins(texts: string[]): string[] {
  const wrong = texts.find((text) => !URL.canParse(text) || new URL(text).origin !== text)
  if (wrong === undefined) return texts
  throw new UsageError(
    `"${wrong}" is no origin: give scheme, host and port alone to --allow-origin, as http://127.0.0.1:4000.`,
  )
}

/** Hosts, and origins by plain `http` on this machine. @throws as {@link readPort}. */
export function readHosts(texts: string[]): string[] {
  const wrong = texts.find((text) => !isHost(text) && !/^http:\/\/127\.0\.0\.1:\d{1,5}$/.test(text))
  if (wrong === undefined) return texts
  const fix = 'give a host to --allow-host, as rds.cn-north-4.myhuaweicloud.com, or http://127.0.0.1:PORT'
  throw new UsageError(`"${wrong}" is no endpoint: ${fix}.`)
}

function isHost(text: string): boolean {
  return URL.canParse(`https://${text}`) && new URL(`https://${text}`).host === text
}
