import { turbo } from './turbo.ts'

const TICK_MS = 1000

/** The build failed; the message has the output of what failed. */
export class BuildError extends Error {}

/**
 * Builds packages and what they need, or takes it from Turbo's cache. On a terminal the seconds count up while it works.
 *
 * @throws {@link BuildError}
 */
export async function build(packages: string[], out: NodeJS.WriteStream, signal?: AbortSignal): Promise<void> {
  const filters = packages.map((name) => `--filter=@rds-tasklist/${name}...`)
  const begin = Date.now()
  const seconds = () => Math.round((Date.now() - begin) / 1000)
  const timer = setInterval(() => out.isTTY && out.write(`\rBuilding … ${seconds()} s`), TICK_MS)
  const { code, output } = await turbo(['run', 'build', ...filters, '--output-logs=errors-only'], {
    stdio: 'pipe',
    ...(signal && { signal }),
  })
  clearInterval(timer)
  if (out.isTTY) out.write('\r\x1b[K')
  if (code !== 0) throw new BuildError(`The build failed.\n\n${output}`)
}
