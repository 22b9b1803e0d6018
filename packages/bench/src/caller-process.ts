import { type ChildProcess, fork } from 'node:child_process'
import type { Program } from './server-process.ts'

/** A program that calls a server again and again, when it is told to. */
export type CallerProcess = {
  /**
   * Calls for so many milliseconds, one call after the other. Resolves with what one cost the caller, in µs of CPU time.
   *
   * @throws when a call fails: a ratio over failures would mean nothing.
   */
  turn(ms: number): Promise<number>
  stop(): void
}

/** What a caller says: first that it is ready, then how each turn went. */
type Answer = { ready: true } | { microseconds: number } | { failed: string }

/**
 * Starts a caller in a process of its own, so that neither a server's CPU time nor another caller's code and garbage counts.
 * What it prints goes nowhere.
 *
 * @throws when it ends before it is ready.
 */
export async function startCaller({ file, env = {} }: Program): Promise<CallerProcess> {
  const child = fork(file, {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  const stop = () => {
    process.off('exit', kill)
    kill()
  }
  await answerOf(child, file)
  return { stop, turn: (ms) => turnOf(child, file, ms) }
}

/** The side of the caller: makes its call in turns, as long as the process that started it lives. */
export function takeTurns(call: () => Promise<unknown>): void {
  const say = (answer: Answer) => void process.send?.(answer)
  process.on('message', (ms: number) => {
    costOf(call, ms).then(
      (microseconds) => say({ microseconds }),
      ({ message }: Error) => say({ failed: message }),
    )
  })
  process.once('disconnect', () => process.exit())
  say({ ready: true })
}

/** Counts every thread of the process: what is signed or compiled beside the main thread is paid as well. */
async function costOf(call: () => Promise<unknown>, ms: number): Promise<number> {
  const [start, end] = [process.cpuUsage(), performance.now() + ms]
  let calls = 0
  do {
    await call()
    calls += 1
  } while (performance.now() < end)
  const { user, system } = process.cpuUsage(start)
  return (user + system) / calls
}

async function turnOf(child: ChildProcess, file: string, ms: number): Promise<number> {
  child.send(ms)
  const answer = await answerOf(child, file)
  if ('microseconds' in answer) return answer.microseconds
  throw new Error(`A call of ${file} failed: ${'failed' in answer ? answer.failed : 'it began anew'}`)
}

function answerOf(child: ChildProcess, file: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`${file} ended (${code}) before it answered`))
    child.once('exit', ended)
    child.once('message', (answer) => {
      child.off('exit', ended)
      resolve(answer as Answer)
    })
  })
}
