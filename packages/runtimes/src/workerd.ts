import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { DEADLINE_MS, type Ran, type Suite } from './suite.ts'

const WORKER = 'worker.js'

/** Runs a suite in a worker that may reach this machine and no other. */
export async function runInWorkerd(program: string, version: string, suite: Suite): Promise<Ran> {
  const { folder, module, input } = suite
  const worker = `import { suite } from './${module}'
export default { fetch: async () => Response.json(await suite(${JSON.stringify(input)})) }
`
  await writeFile(join(folder, WORKER), worker)
  const files = (await readdir(folder)).filter((name) => name.endsWith('.js') && name !== WORKER)
  const config = join(folder, 'workerd.capnp')
  await writeFile(config, configOf([WORKER, ...files]))
  const child = spawn(program, ['serve', config, '--control-fd=1'], {
    env: {},
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: DEADLINE_MS,
  })
  try {
    return { version, outcome: await (await fetch(`http://127.0.0.1:${await portOf(child)}/`)).json() }
  } finally {
    child.kill()
  }
}

function configOf(files: readonly string[]): string {
  const modules = files.map((name) => `(name = "${name}", esModule = embed "${name}")`)
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (compatibilityDate = "2026-11-01", modules = [${modules}])),
    (name = "internet", network = (allow = ["local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`
}

/** The port once workerd listens. What it prints until then may be a warning: it fails when it ends. */
async function portOf(workerd: ChildProcessByStdio<null, Readable, Readable>): Promise<number> {
  let printed = ''
  workerd.stderr.on('data', (text) => {
    printed += text
  })
  const ended = once(workerd, 'close').then(([code, signal]) => {
    throw new Error(`workerd ended with ${code ?? signal} before it listened. ${printed}`)
  })
  const [line] = await Promise.race([once(createInterface(workerd.stdout), 'line'), ended])
  return JSON.parse(line).port
}
