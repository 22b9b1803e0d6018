import { judgeQuery } from '../judge/query.ts'
import { listOperation } from '../rules/document.ts'
import { CORRECT } from './behaviour.ts'
import { finishing, forgiving, type Mutant, mutant } from './change.ts'

/** Faults of reading a query. */
export const queries: Mutant[] = [
  mutant('repeated names take the last value', 'negative-data-rejected', forgiving('limit', 'repeatedName')),
  mutant('a maximum is not checked', 'negative-data-rejected', forgiving('limit', 'maximum')),
  mutant('hexadecimal numbers are taken', 'negative-data-rejected', forgiving('offset', 'integerLexeme')),
  mutant(
    'the message names no parameter',
    'negative-data-rejected',
    finishing(400, (response) => ({
      ...response,
      body: response.body.replace(/Parameter error: .*?"/, 'Parameter error."'),
    })),
  ),
  mutant('names of parameters match in any case', 'unknown-names-ignored', {
    judge: (rawQuery) => CORRECT.judge(rawQuery.replace(/LIMIT|Limit/g, 'limit')),
  }),
  mutant('an empty value is an error', 'empty-is-absent', {
    judge(rawQuery) {
      const verdict = CORRECT.judge(rawQuery)
      return /(^|&)limit=(&|$)/.test(rawQuery)
        ? { ...verdict, broken: [{ parameter: 'limit', rule: 'integerLexeme' }] }
        : verdict
    },
  }),
  mutant('names are not decoded', 'encoded-names', {
    judge: (rawQuery) =>
      judgeQuery(
        listOperation(),
        rawQuery
          .split('&')
          .filter((piece) => !/%.*=/.test(piece))
          .join('&'),
      ),
  }),
  mutant('plus is a plus', 'encoded-names', {
    judge(rawQuery) {
      const { values, broken } = CORRECT.judge(rawQuery)
      return { values, broken: rawQuery.includes('+') ? [{ parameter: 'name', rule: 'encoding' }] : broken }
    },
  }),
  mutant('any repeated name is taken', 'mutated-queries', {
    judge(rawQuery) {
      const { values, broken } = CORRECT.judge(rawQuery)
      return { values, broken: broken.filter(({ rule }) => rule !== 'repeatedName') }
    },
  }),
  mutant('a filter that matches nothing gets 404', 'positive-data-accepted', {
    async respond(self, request) {
      const response = await CORRECT.respond(self, request)
      const isEmpty = response.status === 200 && JSON.parse(response.body).total_count === 0
      return isEmpty ? self.error('unknown-path', 'en-us') : response
    },
  }),
]
