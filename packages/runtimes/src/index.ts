export { launchChromium } from './chromium.ts'
export { machineNode } from './node.ts'
export { everywhere, onDemand } from './runtimes.ts'
export type { Ran, Runtime, Suite } from './suite.ts'
