import { turbo } from '../turbo.ts'
import { StartError } from './parts.ts'

const TARGETS = ['client', 'docs', 'mock', 'service'].map((name) => `--filter=@rds-tasklist/${name}`)
const TICK_MS = 1000

/**
 * Builds what `start` runs, or takes it from Turbo's cache. On a terminal the seconds count up while it works.
 *
 * @throws {@link StartError} with the output of what failed.
 */
export async function build(out: NodeJS.WriteStream, signal: AbortSignal): Promise<void> {
  const begin = Date.now()
  const seconds = () => Math.round((Date.now() - begin) / 1000)
  const timer = setInterval(() => out.isTTY && out.write(`\rBuilding … ${seconds()} s`), TICK_MS)
  const { code, output } = await turbo(['run', 'build', ...TARGETS, '--output-logs=errors-only'], {
    stdio: 'pipe',
    signal,
  })
  clearInterval(timer)
  if (out.isTTY) out.write('\r\x1b[K')
  if (code !== 0) throw new StartError(`The build failed.\n\n${output}`)
}
