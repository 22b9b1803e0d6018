import { expect, test } from 'vitest'
import { isLoopback } from './target.ts'

test.each(['http://localhost:4020', 'http://127.0.0.1', 'https://127.1.2.3:1', 'http://[::1]:4020', 'http://127.1'])(
  '%s is this machine',
  (url) => expect(isLoopback(url)).toBe(true),
)

test.each([
  'https://127.0.0.1.example.com',
  'http://127.example.com',
  'https://localhost.example.com',
  'http://10.0.0.1',
])('%s is another one', (url) => expect(isLoopback(url)).toBe(false))
