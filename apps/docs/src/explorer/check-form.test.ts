import bundle from '@rds-tasklist/spec/openapi.json' with { type: 'json' }
import { type Operation, operations } from '@rds-tasklist/spec/reader'
import { expect, test } from 'vitest'
import type { Language } from '../languages.ts'
import { TOO_MANY } from '../testing/too-many.ts'
import { formProblems } from './check-form.ts'

const [operation] = operations(bundle) as [Operation]
const PROJECT = '54623db08b174c858ba779d2aa7923a3'
const EARLY = '1747919701390'
const LATE = '1748524501390'

function problems(values: Record<string, string>, language: Language = 'en'): Record<string, string> {
  const fields = Object.entries({ project_id: PROJECT, ...values }).map(([name, value]) => ({
    in: name === 'project_id' ? 'path' : 'query',
    name,
    value,
  }))
  return Object.fromEntries(formProblems(operation, fields, language))
}

function message(name: string, rule: string): string | undefined {
  return operation.parameters.find((parameter) => parameter.name === name)?.['x-rule-messages']?.[rule]
}

test('a form that keeps every rule has no problems, empty fields included', () => {
  expect(problems({ limit: '', start_time: EARLY, end_time: LATE, name: "恢复 & 'x' +" })).toEqual({})
})

test('every field that breaks a rule of its own says so, in the words of the service', () => {
  expect(problems({ project_id: 'x', limit: TOO_MANY, offset: '-1', status: 'Running' })).toEqual({
    project_id: message('project_id', 'pattern'),
    limit: message('limit', 'maximum'),
    offset: message('offset', 'integerLexeme'),
  })
})

test('a start without an end, and one after the end, is the problem of the start', () => {
  expect(problems({ start_time: EARLY })).toEqual({ start_time: message('start_time', 'dependentRequired') })
  expect(problems({ start_time: LATE, end_time: EARLY })).toEqual({ start_time: message('start_time', 'ordered') })
})

test('an end that is wrong by itself is not missing', () => {
  expect(problems({ start_time: EARLY, end_time: 'tomorrow' })).toEqual({ end_time: message('end_time', 'pattern') })
})

test('on the Chinese page the message is Chinese', () => {
  expect(problems({ limit: TOO_MANY }, 'zh-CN').limit).toMatch(/\p{Script=Han}/u)
})
