export type { WaitAllOptions, WaitOptions } from './wait/options.ts'
export { wait } from './wait/wait.ts'
export { waitAll } from './wait/wait-all.ts'
export { hasEnded, watch } from './wait/watch.ts'
