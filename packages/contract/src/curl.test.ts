import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { curlOf } from './curl.ts'

const run = promisify(execFile)
const SECRETS = { MY_TOKEN: "it's Secret", OLD: 'an old one' }

/** What a shell gives to curl, argument by argument; no curl is needed. */
async function argumentsOf(command: string): Promise<string[]> {
  const show = 'curl() { for argument; do printf "%s\\n" "$argument"; done; }'
  const { stdout } = await run('sh', ['-c', `${show}; ${command}`], { env: { ...SECRETS, PATH: process.env.PATH } })
  return stdout.trim().split('\n')
}

test('pasted into a shell, it sends the same target and headers', async () => {
  const target = "/v3/../a'b?name[]=%27$HOME`x`&&=%ff"
  const headers = { 'x-language': "it's", authorization: '' }
  const given = await argumentsOf(curlOf('http://127.0.0.1:4020', { method: 'PUT', target, headers }, SECRETS))
  expect(given.at(-1)).toBe(`http://127.0.0.1:4020${target}`)
  expect(given).toEqual(expect.arrayContaining(['--path-as-is', 'PUT', "x-language: it's", 'authorization;']))
})

test.each([
  SECRETS.MY_TOKEN,
  `${SECRETS.MY_TOKEN}x`,
  SECRETS.MY_TOKEN.slice(0, -1),
  SECRETS.MY_TOKEN.toUpperCase(),
  SECRETS.MY_TOKEN.toLowerCase(),
  SECRETS.OLD,
  'a token of nobody',
])('the token %j comes from its variable and is sent as it was', async (token) => {
  const request = { method: 'GET', target: '/', headers: { 'x-auth-token': token } }
  const command = curlOf('http://127.0.0.1:4020', request, SECRETS)
  expect(command).not.toMatch(/secret'|old one/i)
  expect(await argumentsOf(command)).toContain(`x-auth-token: ${token}`)
})

test('what would fill a screen is repeated by the shell', async () => {
  const target = `/?name=it's${'x'.repeat(14_000)}&id=${'0'.repeat(300)}y`
  const command = curlOf('http://127.0.0.1:4020', { method: 'GET', target, headers: {} }, SECRETS)
  expect(command.length).toBeLessThan(300)
  expect((await argumentsOf(command)).at(-1)).toBe(`http://127.0.0.1:4020${target}`)
})

test('a signature is not shown: it is as good as the secret for some minutes', () => {
  const request = { method: 'GET', target: '/', headers: { authorization: 'SDK-HMAC-SHA256 Access=a, Signature=b' } }
  const command = curlOf('http://127.0.0.1:4020', request, SECRETS)
  expect(command).not.toContain('Signature=b')
  expect(command).toContain('"authorization: $AUTHORIZATION"')
})
