import { expect, test } from 'vitest'
import { EXPLORER_POLICY, OWN_POLICY, redocPolicy } from './csp.ts'

test('a page of Redoc may run the inline script of its markup and no other', () => {
  const policy = redocPolicy('<div></div><script>one()</script>')
  const [, others = ''] = /script-src 'self' 'sha256-[^']+'([^;]*);/.exec(OWN_POLICY) ?? []
  expect(others).toBe('')
  expect(policy).toMatch(/script-src 'self' 'sha256-[^']+' 'sha256-HR7iaask9daLMRRskMI\+\+QeJtjWDOjyPA6lGzYGzKW4='; /)
  expect(policy).not.toMatch(/(script-src|style-src-elem)[^;]*unsafe/)
})

test('only the API Explorer may reach another origin, and only on this machine', () => {
  expect(OWN_POLICY).toContain("connect-src 'self';")
  expect(redocPolicy('')).toContain("connect-src 'self';")
  expect(EXPLORER_POLICY).toContain("connect-src 'self' http://127.0.0.1:* http://localhost:*;")
})
