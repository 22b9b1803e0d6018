import bundle from '@rds-tasklist/spec/openapi.json' with { type: 'json' }
import type { Schema } from '@rds-tasklist/spec/reader'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CROSS_CHECKS, VALUE_CHECKS } from './checks.ts'
import { constraints, parameters } from './document.ts'
import { readProjectId, readQuery } from './read-query.ts'

const EARLY = '1747919701390'
const LATE = '1748524501390'

const LIMIT = { minimum: 0, maximum: 0, ...schemaOf('limit') }

function schemaOf(name: string): Schema {
  const found = parameters.find((parameter) => parameter.name === name)
  if (!found) throw new Error(`no parameter ${name}`)
  return found.schema
}

function broken(rawQuery: string): string {
  const result = readQuery(rawQuery)
  return result.ok ? 'nothing' : `${result.violation.parameter} ${result.violation.rule}`
}

describe('what the document allows', () => {
  test('an empty query gets the defaults', () => {
    expect(readQuery('')).toEqual({
      ok: true,
      query: { offset: schemaOf('offset').default, limit: schemaOf('limit').default },
    })
  })

  test('the sample request is read into numbers and digits', () => {
    expect(readQuery(`offset=1&limit=3&start_time=${EARLY}&end_time=${LATE}`)).toEqual({
      ok: true,
      query: { offset: 1, limit: 3, start_time: EARLY, end_time: LATE },
    })
  })

  test('both limits of a range', () => {
    for (const limit of [LIMIT.minimum, LIMIT.maximum]) {
      expect(readQuery(`limit=${limit}`)).toMatchObject({ query: { limit } })
    }
  })

  test.each([
    ['limit=', 'an empty value'],
    ['limit', 'a name without a value'],
    ['LIMIT=99', 'a name in other case'],
    ['foo=1&foo=2', 'unknown names, even twice'],
    ['%zz=1', 'a name that cannot be decoded'],
    ['__proto__=1&constructor=2', 'names of object members'],
    [`end_time=${LATE}`, 'an end without a start'],
    ['&&', 'nothing but separators'],
    ['limit=&limit=3', 'an empty value beside another'],
  ])('%s: %s', (rawQuery) => {
    expect(broken(rawQuery)).toBe('nothing')
  })

  test('equal times are a window', () => {
    expect(broken(`start_time=${EARLY}&end_time=${EARLY}`)).toBe('nothing')
  })

  test('an encoded name counts as its decoded form', () => {
    expect(readQuery('%6Cimit=7')).toMatchObject({ query: { limit: 7 } })
  })

  test('any text passes through encoding unchanged, with a plus for a space or without', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (name) => {
        const encoded = encodeURIComponent(name)
        expect(readQuery(`name=${encoded}`)).toMatchObject({ query: { name } })
        expect(readQuery(`name=${encoded.replaceAll('%20', '+')}`)).toMatchObject({ query: { name } })
      }),
    )
  })
})

describe('what breaks a rule', () => {
  test.each([
    [`limit=${LIMIT.minimum - 1}`, 'limit minimum'],
    [`limit=${LIMIT.maximum + 1}`, 'limit maximum'],
    ['limit=-1', 'limit integerLexeme'],
    ['limit=abc', 'limit integerLexeme'],
    ['limit=1.0', 'limit integerLexeme'],
    ['limit=1e1', 'limit integerLexeme'],
    ['limit=0x10', 'limit integerLexeme'],
    ['limit=%2B5', 'limit integerLexeme'],
    ['limit=+5', 'limit integerLexeme'],
    ['limit=05', 'limit integerLexeme'],
    ['limit=%20', 'limit integerLexeme'],
    ['limit=5%0A', 'limit integerLexeme'],
    ['limit=１', 'limit integerLexeme'],
    ['limit=1&limit=2', 'limit repeatedName'],
    ['limit=1&limit=1', 'limit repeatedName'],
    ['limit=1&%6Cimit=1', 'limit repeatedName'],
    ['offset=-1', 'offset integerLexeme'],
    ['offset=1.5', 'offset integerLexeme'],
    ['offset=2147483648', 'offset int32'],
    ['status=Unknown', 'status enum'],
    ['status=running', 'status enum'],
    ['name=%ff', 'name encoding'],
    ['name=%e6%81', 'name encoding'],
    ['name=%', 'name encoding'],
    [`start_time=${EARLY}`, 'start_time dependentRequired'],
    [`start_time=${EARLY}&end_time=`, 'start_time dependentRequired'],
    [`start_time=${LATE}&end_time=${EARLY}`, 'start_time ordered'],
    [`start_time=yesterday&end_time=${LATE}`, 'start_time pattern'],
    [`start_time=${EARLY}&end_time=1748524501`, 'end_time pattern'],
  ])('%s: %s', (rawQuery, expected) => {
    expect(broken(rawQuery)).toBe(expected)
  })

  test('a whole number is accepted exactly when it is in the range', () => {
    fc.assert(
      fc.property(fc.integer({ min: -3, max: 2 * LIMIT.maximum }), (limit) => {
        expect(readQuery(`limit=${limit}`).ok).toBe(limit >= LIMIT.minimum && limit <= LIMIT.maximum)
      }),
    )
  })

  test('no query makes it throw', () => {
    const piece = fc.oneof(fc.constantFrom('limit', 'status', 'start_time', '=', '&', '%', '+', '%00'), fc.string())
    fc.assert(fc.property(fc.array(piece), (pieces) => void readQuery(pieces.join(''))))
  })
})

test('a message names parameter and rule in both languages, and is the example of the document', () => {
  const result = readQuery(`limit=${LIMIT.maximum + 1}`)
  const examples = bundle.components.responses.InvalidRequest.content['application/json'].examples
  expect(result.ok || result.violation).toEqual({
    parameter: 'limit',
    rule: 'maximum',
    errorCode: 'DBS.280001',
    message: {
      'en-us': examples['limit-above-maximum'].value.error_msg,
      'zh-cn': expect.stringMatching(/\p{Script=Han}.*limit/u),
    },
  })
})

test('a project ID is checked as it stands in the path', () => {
  const id = '54623db08b174c858ba779d2aa7923a3'
  expect(readProjectId(id)).toEqual({ ok: true, projectId: id })
  for (const bad of ['', 'abc', id.toUpperCase(), `${id}0`, `%35${id.slice(1)}`, '%zz']) {
    expect(readProjectId(bad)).toMatchObject({ ok: false, violation: { parameter: 'project_id', rule: 'pattern' } })
  }
})

test('every rule that the document lists is checked here', () => {
  const listed = new Set(parameters.flatMap((parameter) => Object.keys(parameter['x-rule-messages'] ?? {})))
  const checked = [...Object.keys(VALUE_CHECKS), ...Object.keys(CROSS_CHECKS), 'encoding', 'repeatedName']
  expect([...listed].filter((rule) => !checked.includes(rule))).toEqual([])
})

test('what the document says of names and empty values is what happens here', () => {
  expect(constraints).toMatchObject({ emptyValue: 'absent', repeatedName: 'rejected', unknownName: 'ignored' })
})
