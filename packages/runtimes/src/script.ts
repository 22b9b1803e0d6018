import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { DEADLINE_MS, type Ran, type Suite } from './suite.ts'

/** Runs a suite with a program that takes the path of a script. Nothing of our environment reaches it. */
export async function runScript(
  program: string,
  args: readonly string[],
  { folder, module, input }: Suite,
  timeout = DEADLINE_MS,
): Promise<Ran> {
  const script = join(folder, `run-${crypto.randomUUID()}.mjs`)
  await writeFile(
    script,
    `import process from 'node:process'
import { suite } from './${module}'
const version = process.versions.deno ?? process.versions.bun ?? process.versions.node
console.log(JSON.stringify({ version, outcome: await suite(${JSON.stringify(input)}) }))
`,
  )
  const { stdout } = await promisify(execFile)(program, [...args, script], { cwd: folder, env: {}, timeout }).catch(
    (error) => {
      throw error.killed ? new Error(`${program} did not end within ${timeout} ms.`, { cause: error }) : error
    },
  )
  return JSON.parse(stdout)
}
