import { expect, test } from 'vitest'
import { preferredLanguage } from './preferred-language.ts'

test.each([
  [['zh-TW', 'en'], 'zh-CN'],
  [['de', 'zh', 'en'], 'zh-CN'],
  [['en-GB', 'zh-CN'], 'en'],
  [['de'], 'en'],
  [[], 'en'],
])('a browser that asks for %j gets %s', (accepted, language) => {
  expect(preferredLanguage(accepted)).toBe(language)
})
