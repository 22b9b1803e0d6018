import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import manifest from '../package.json' with { type: 'json' }

const BIN = fileURLToPath(new URL(`../${manifest.bin['rds-tasklist-service']}`, import.meta.url))

/** Runs the installed command as a Node of this version would. */
function runAs(version: string): Promise<{ code: number; out: string; err: string }> {
  const pretend = `data:text/javascript,Object.defineProperty(process.versions, 'node', { value: '${version}' })`
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', pretend, BIN, '--help'], (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), out, err }),
    )
  })
}

test.each(['18.20.0', '20.20.2', '24.17.9'])(
  'Node %s is told which one is needed, in one sentence',
  async (version) => {
    const err = `rds-tasklist-service needs Node 24.18 or newer; this is ${version}.\n`
    expect(await runAs(version)).toEqual({ code: 1, out: '', err })
  },
)

test.each(['24.18.0', '25.0.0'])('Node %s runs the command', async (version) => {
  expect(await runAs(version)).toMatchObject({ code: 0, out: expect.stringMatching(/^Usage: rds-tasklist-service /) })
})
