import { expect, test } from 'vitest'
import { formFragment, readFragment } from './link.ts'

const values = [
  { in: 'path', name: 'project_id', value: 'a-project' },
  { in: 'query', name: 'name', value: '恢复 & #1=+' },
  { in: 'query', name: 'limit', value: '' },
  { in: 'header', name: 'X-Language', value: 'zh-cn' },
]

test('a link gives back the form, without the project and what is empty', () => {
  const fragment = formFragment({ target: 'relay', region: 'cn-north-4', values })
  expect(fragment).not.toContain('a-project')
  const shared = readFragment(fragment)
  expect(shared).toMatchObject({ target: 'relay', region: 'cn-north-4' })
  expect(shared?.values.get('name')).toBe('恢复 & #1=+')
  expect(shared?.values.get('X-Language')).toBe('zh-cn')
  expect(shared?.values.has('limit')).toBe(false)
})

test('any other fragment is no form, and an unknown target is none', () => {
  expect(readFragment('')).toBeUndefined()
  expect(readFragment('#limit=3')).toBeUndefined()
  expect(readFragment('#.target=elsewhere')?.target).toBeUndefined()
})
