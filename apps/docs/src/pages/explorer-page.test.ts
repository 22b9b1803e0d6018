import { expect, test } from 'vitest'
import type { Parameter } from '../document/openapi.ts'
import { explorerPage } from './explorer-page.ts'

function render(parameter: Partial<Parameter>): string {
  const operation = {
    operationId: 'ListLamps',
    summary: 'List <lamps>',
    description: '',
    parameters: [{ name: 'size', in: 'query' as const, schema: {}, ...parameter }],
    responses: {},
  }
  const document = { info: { title: '', summary: '', description: '' }, paths: {} }
  return explorerPage(document, { method: 'GET', path: '/lamps', operation }, 'en').main
}

test('names and values of the document are text, never HTML', () => {
  const html = render({ name: '"><b>', description: '<b>', examples: { one: { value: '"<b>' } } })
  expect(html).toContain('data-name="&quot;&gt;&lt;b&gt;"')
  expect(html).not.toContain('<b>')
})

test('a parameter without a description or an example stops the build', () => {
  expect(() => render({})).toThrow('The document has no description of the parameter size.')
  expect(() => render({ description: 'How big.' })).toThrow('The document has no example of the parameter size.')
})
