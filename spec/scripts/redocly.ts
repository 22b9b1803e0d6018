import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { JsonObject } from './json.ts'

const run = promisify(execFile)
const SPEC = fileURLToPath(new URL('..', import.meta.url))
const CLI = fileURLToPath(import.meta.resolve('@redocly/cli/bin/cli.js'))

/** Runs the Redocly CLI in `spec/`, where its configuration lies. Rejects with its output when it finds a problem. */
export async function redocly(...args: string[]): Promise<string> {
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  try {
    const { stdout, stderr } = await run(process.execPath, [CLI, ...args], { cwd: SPEC, env })
    return stdout + stderr
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`redocly ${args[0]} failed\n${stdout}${stderr}`)
  }
}

export async function bundle(input: string, output: string, overlays: string[]): Promise<JsonObject> {
  await redocly('bundle', input, '--output', output, ...overlays.flatMap((overlay) => ['--overlay', overlay]))
  return JSON.parse(await readFile(output, 'utf8')) as JsonObject
}
