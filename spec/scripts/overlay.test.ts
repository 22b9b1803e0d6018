import { expect, test } from 'vitest'
import { missedActions, overlay } from './overlay.ts'
import { texts } from './texts.ts'

const document = { paths: { "/a'b": { get: { operationId: 'Get', responses: { '200': { description: 'fine' } } } } } }
const catalogue = { 'Get/responses/200/description': { en: 'fine', zh: '正常' } }

test('an action targets the object that holds the text', () => {
  expect(overlay(texts({ info: { title: 'a' } }), { 'info/title': { en: 'a', zh: '甲' } }).actions).toEqual([
    { target: "$['info']", update: { title: '甲' } },
  ])
})

test('a text that the overlay did not reach is named', () => {
  expect(missedActions(texts(document), catalogue, document)).toEqual([
    'Get/responses/200/description: the overlay did not reach this text',
  ])
})
