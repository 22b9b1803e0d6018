import { expect, test } from 'vitest'
import { buildRequest, curlCommand, isAllowedTarget } from './request.ts'

const path = '/v3/{project_id}/tasklist'

test('fields go where the document puts them, encoded; empty ones are left out', () => {
  const request = buildRequest('http://127.0.0.1:4010/', path, [
    { in: 'path', name: 'project_id', value: 'a/b' },
    { in: 'query', name: 'name', value: '恢复 & 1' },
    { in: 'query', name: 'limit', value: '' },
    { in: 'header', name: 'X-Language', value: 'zh-cn' },
  ])
  expect(request).toEqual({
    url: 'http://127.0.0.1:4010/v3/a%2Fb/tasklist?name=%E6%81%A2%E5%A4%8D+%26+1',
    headers: { 'X-Language': 'zh-cn' },
  })
})

test('the cURL command survives quotes and names a variable instead of the token', () => {
  const request = { url: "http://127.0.0.1/?name='x'", headers: { 'X-Language': 'en-us' } }
  expect(curlCommand(request, true)).toBe(
    `curl -i 'http://127.0.0.1/?name='\\''x'\\''' \\\n  -H "X-Auth-Token: $TOKEN" \\\n  -H 'X-Language: en-us'`,
  )
  expect(curlCommand(request, false)).not.toContain('TOKEN')
})

test.each([
  ['http://127.0.0.1:4010', true],
  ['http://127.0.0.1.example.com', false],
  ['https://127.0.0.1', false],
  ['http://localhost:4010', false],
  ['127.0.0.1:4010', false],
])('%s as a target: %s', (target, allowed) => {
  expect(isAllowedTarget(target)).toBe(allowed)
})
