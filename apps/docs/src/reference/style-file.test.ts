import { expect, test } from 'vitest'
import { pruneStyles } from './style-file.ts'

test('a variable stays when a rule, the HTML or another variable that stays uses it, in every place that defines it', () => {
  const css = [
    ':root{--used:var(--behind, 1px);--behind:2px;--html:3px;--idle:var(--idle-too);--idle-too:4px;}',
    '.dark{--behind:5px;}',
    '.a{margin:var( --used );}/*!sc*/',
    'data-styled.g1[id="sc-a"]{content:"a,"}/*!sc*/',
  ].join('\n')
  expect(pruneStyles(css, '<i style="width:var(--html)">').trim()).toBe(
    ':root{--used:var(--behind, 1px);--behind:2px;--html:3px;}\n.dark{--behind:5px;}\n.a{margin:var( --used );}',
  )
})
