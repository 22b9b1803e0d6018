import { expect, test } from 'vitest'
import { placeAt, readPublicAddress } from './public-address.ts'

const ADDRESS = readPublicAddress('https://example.org/some/docs/')

test.each([
  ['<a href="/en/errors/#x">', '<a href="/some/docs/en/errors/#x">'],
  ['<a href="/">', '<a href="/some/docs/">'],
  ['<script src="/assets/frame.js">', '<script src="/some/docs/assets/frame.js">'],
  ['<div data-section-id="/zh-CN/tasks">', '<div data-section-id="/some/docs/zh-CN/tasks">'],
  ['{"basePath":"/en","/en/tasks":1}', '{"basePath":"/some/docs/en","/some/docs/en/tasks":1}'],
  ['[list](/en/errors/)', '[list](/some/docs/en/errors/)'],
  ['<link rel="canonical" href="/en">', '<link rel="canonical" href="https://example.org/some/docs/en">'],
  [
    '<link rel="alternate" hreflang="x-default" href="/">',
    '<link rel="alternate" hreflang="x-default" href="https://example.org/some/docs/">',
  ],
  ['<loc>/en/errors/</loc>', '<loc>https://example.org/some/docs/en/errors/</loc>'],
])('%s becomes %s', (text, placed) => {
  expect(placeAt(ADDRESS, text)).toBe(placed)
})

test.each(['"/v3/{project_id}/tasklist"', 'https://example.org/en/', '"//en/"', '"/en-gb/"', "fetch('/english')"])(
  '%s is no path of the site and stays',
  (text) => {
    expect(placeAt(ADDRESS, text)).toBe(text)
  },
)

test('without an address nothing changes', () => {
  const text = '<link rel="canonical" href="/en"><a href="/">'
  expect(placeAt(readPublicAddress(undefined), text)).toBe(text)
})

test.each(['docs', 'ftp://example.org', 'https://example.org/?a'])('%s is refused with what to name', (address) => {
  expect(() => readPublicAddress(address)).toThrow(`"${address}" is no address for the site: name one such as`)
})
