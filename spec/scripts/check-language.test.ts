import { expect, test } from 'vitest'
import { differences, foreignTexts } from './check-language.ts'

test('Han characters and full-width punctuation are foreign to the English bundle', () => {
  expect(foreignTexts({ a: 'fine — “quoted”', b: { c: '任务' }, d: ['x', '甲'], e: { f: 'x，y' }, 乙: 1 })).toEqual([
    '/b/c: "任" in the English bundle',
    '/d/1: "甲" in the English bundle',
    '/e/f: "，" in the English bundle',
    '/乙: "乙" in the English bundle',
  ])
})

test('bundles may differ at their texts only', () => {
  const english = { title: 'a', limit: { maximum: 50 }, list: ['x'] }
  const texts = new Set(['/title'])
  expect(differences(english, { title: '甲', limit: { maximum: 50 }, list: ['x'] }, texts)).toEqual([])
  expect(differences(english, { title: '甲', limit: { maximum: 51 }, list: ['x'] }, texts)).toEqual([
    '/limit/maximum: the bundles differ in more than their texts',
  ])
  expect(differences(english, { title: '甲', limit: { maximum: 50 }, list: [] }, texts)).toHaveLength(1)
  expect(differences(english, { title: '甲', limit: {}, list: ['x'] }, texts)).toHaveLength(1)
})
