import { readdir, readFile } from 'node:fs/promises'

/** What a process has used since it began: CPU time in microseconds, and the memory that it holds now (`VmRSS`) in bytes. */
export type Usage = { cpu: number; rss: number }

/**
 * Looks at a process from outside, so that servers, our own and others', run without a line of ours in them.
 *
 * @throws where there is no `/proc`, which only Linux has, or no such process.
 */
export async function usageOf(pid: number): Promise<Usage> {
  const folder = `/proc/${pid}`
  try {
    const threads = await readdir(`${folder}/task`)
    const times = await Promise.all(threads.map((thread) => cpuOf(`${folder}/task/${thread}`)))
    const status = await readFile(`${folder}/status`, 'utf8')
    const kibibytes = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1])
    return { cpu: times.reduce((sum, time) => sum + time, 0), rss: 1024 * kibibytes }
  } catch (cause) {
    throw new Error(`${folder} cannot be read: CPU time and memory are measured on Linux, of a running process.`, {
      cause,
    })
  }
}

/** A thread's time on a core. In `schedstat` it stands in nanoseconds; what `stat` counts in would be too coarse for short rounds. */
async function cpuOf(folder: string): Promise<number> {
  const [nanoseconds] = (await readFile(`${folder}/schedstat`, 'utf8')).split(' ')
  return Number(nanoseconds) / 1000
}
