import { format, inspect } from 'node:util'
import { expect, test } from 'vitest'
import { redact, Secret } from './secret.ts'

test('gives its value to reveal only', () => {
  const secret = new Secret('hunter2')
  expect(secret.reveal()).toBe('hunter2')
  const shown = [
    String(secret),
    `${secret}`,
    JSON.stringify({ secret }),
    inspect({ secret }, { showHidden: true }),
    format('%s %o', secret, secret),
  ]
  for (const text of shown) {
    expect(text).toContain('[redacted]')
    expect(text).not.toContain('hunter2')
  }
  expect({ ...secret }).toEqual({})
})

const SECRET = 'MII+a/b="c\\d'
const escapeAll = (form: (code: number) => string) => SECRET.replace(/\W/g, (c) => form(c.charCodeAt(0)))
const hex = (code: number) => code.toString(16).padStart(2, '0')

test('redacts every occurrence, characters of patterns included', () => {
  expect(redact('<abc+$&> abc+$& %61', ['abc+$&', ''])).toBe('<[redacted]> [redacted] %61')
})

test.each([
  ['URL', encodeURIComponent(SECRET)],
  ['lower-case URL', encodeURIComponent(SECRET).toLowerCase().replace('mii', 'MII')],
  ['double URL', encodeURIComponent(encodeURIComponent(SECRET))],
  ['JSON', JSON.stringify(SECRET)],
  ['JSON with escaped slashes', JSON.stringify(SECRET).replaceAll('/', '\\/')],
  ['JSON in JSON', JSON.stringify(JSON.stringify(SECRET))],
  ['JSON in JSON in JSON', JSON.stringify(JSON.stringify(JSON.stringify(SECRET)))],
  ['\\u', escapeAll((code) => `\\u00${hex(code)}`)],
  ['\\u in JSON', JSON.stringify(escapeAll((code) => `\\u00${hex(code).toUpperCase()}`))],
  ['decimal HTML', escapeAll((code) => `&#${code};`)],
  ['hexadecimal HTML', escapeAll((code) => `&#x${hex(code)};`)],
  ['double HTML', escapeAll((code) => `&amp;#${code};`)],
  ['HTML in JSON', escapeAll((code) => `\\u0026#${code};`)],
  ['named HTML', SECRET.replaceAll('"', '&quot;').replaceAll('+', '&plus;')],
])('finds a secret in the form of %s', (_, echoed) => {
  expect(redact(`<p>${echoed}</p>`, [SECRET])).not.toContain('MII')
  expect(redact(`<p>${echoed}</p>`, ['another'])).toContain('MII')
})

test('takes no longer for what a server made to be slow', () => {
  for (const part of ['\\', '%25', '&', '&amp;', '\\u', '&#'])
    expect(redact(part.repeat(2 ** 20), [SECRET])).toContain(part)
})
