import { readdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { runInChromium } from './chromium.ts'
import { machineNode } from './node.ts'
import { installed } from './on-demand.ts'
import { runScript } from './script.ts'
import type { Runtime } from './suite.ts'
import { runInWorkerd } from './workerd.ts'

/** What every machine has that can test this repository. */
export const everywhere: readonly Runtime[] = [
  { name: "the machine's own Node", run: (suite) => runScript(machineNode(), [], suite) },
  { name: "the repository's Node", run: (suite) => runScript(process.execPath, [], suite) },
  { name: 'Chromium', run: (suite) => runInChromium(suite) },
  { name: 'a worker of Chromium', run: (suite) => runInChromium(suite, 'worker') },
]

const VERSIONS = { node: '26.10.0', deno: '2.9.6', bun: '1.4.5', workerd: '1.20261117.1' }

/** What npm installs when it is first asked for: some 600 MB that nobody needs but these tests. */
export const onDemand: readonly Runtime[] = [
  { name: `Node ${VERSIONS.node}`, run: async (suite) => runScript(await newestNode(), [], suite) },
  {
    name: `Deno ${VERSIONS.deno}`,
    run: async (suite) => {
      const program = await binaryOf('deno', '@deno', 'deno')
      return runScript(program, ['run', '--no-config', '--allow-net=127.0.0.1'], suite)
    },
  },
  {
    name: `Bun ${VERSIONS.bun}`,
    run: async (suite) => runScript(await binaryOf('bun', '@oven', 'bin/bun'), [], suite),
  },
  {
    name: `workerd ${VERSIONS.workerd}`,
    run: async (suite) => {
      const folder = await installed({ workerd: VERSIONS.workerd })
      const { default: program } = createRequire(`${folder}/package.json`)('workerd')
      return runInWorkerd(program, VERSIONS.workerd, suite)
    },
  },
]

async function newestNode(): Promise<string> {
  const name = `node-${process.platform}-${process.arch}`
  return join(await installed({ [name]: VERSIONS.node }), 'node_modules', name, 'bin/node')
}

/** The program itself, in the one package of the scope that fits the machine: the scripts around it would need install scripts. */
async function binaryOf(name: 'deno' | 'bun', scope: string, path: string): Promise<string> {
  const packages = join(await installed({ [name]: VERSIONS[name] }), 'node_modules', scope)
  const [fitting] = await readdir(packages)
  if (fitting === undefined) throw new Error(`There is no ${name} for ${process.platform} ${process.arch}.`)
  return join(packages, fitting, path)
}
