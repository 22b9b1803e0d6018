import { INVALID_CODE } from '../rules/document.ts'
import { CORRECT, json } from './behaviour.ts'
import { type Mutant, mutant } from './change.ts'
import { KNOWN } from './known.ts'

/** Faults of who may see what. */
export const credentials: Mutant[] = [
  mutant('any token may see any project', 'foreign-project-refused', {
    tokenOf: (token) => {
      const caller = CORRECT.tokenOf(token)
      return 'projects' in caller ? { projects: [KNOWN.projectId, KNOWN.foreign.projectId] } : caller
    },
  }),
  mutant('a wrong signature is accepted', 'wrong-signature', {
    async verify(request) {
      const answer = await CORRECT.verify(request)
      return !answer.ok && answer.reason === 'signature-mismatch'
        ? { ok: true, accessKey: answer.accessKey, signedHeaders: [] }
        : answer
    },
  }),
  mutant('a stale date is accepted', 'stale-signature', {
    async verify(request) {
      const answer = await CORRECT.verify(request)
      return !answer.ok && answer.reason === 'stale-date'
        ? { ok: true, accessKey: answer.accessKey, signedHeaders: [] }
        : answer
    },
  }),
  mutant('signatures are not understood', 'signature-accepted', {
    verify: async () => ({ ok: false, reason: 'malformed-authorization' }),
  }),
  mutant('any token is accepted', 'wrong-token', { tokenOf: () => ({ projects: [KNOWN.projectId] }) }),
  mutant('tokens match in any case', 'wrong-token', {
    tokenOf: (token) => CORRECT.tokenOf(token.toLowerCase() === KNOWN.token.toLowerCase() ? KNOWN.token : token),
  }),
  mutant('an expired token is accepted', 'expired-token', {
    tokenOf: (token) => (token === KNOWN.expiredToken ? { projects: [KNOWN.projectId] } : CORRECT.tokenOf(token)),
  }),
  mutant('no credentials are needed', 'missing-credentials', {
    callerOf: async (self, request) => {
      const caller = await CORRECT.callerOf(self, request)
      return 'refused' in caller && caller.refused === 'credentials-missing' ? { projects: [KNOWN.projectId] } : caller
    },
  }),
  mutant('the query is judged before the credentials', 'order-of-checks', {
    async respond(self, request) {
      const response = await CORRECT.respond(self, request)
      const isWrong = response.status === 401 && self.judge(request.rawQuery).broken.length > 0
      return isWrong ? json(400, { error_code: INVALID_CODE, error_msg: 'Parameter error.' }) : response
    },
  }),
  mutant('an access key may see any project', 'foreign-project-refused', {
    async callerOf(self, request) {
      const caller = await CORRECT.callerOf(self, request)
      const isSigned = request.headers.authorization !== undefined && 'projects' in caller
      return isSigned ? { projects: [KNOWN.projectId, KNOWN.foreign.projectId] } : caller
    },
  }),
]
