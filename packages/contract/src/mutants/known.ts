import { sampleRequest } from '@rds-tasklist/spec/reader'
import { seedTasks } from '../model/seed-tasks.ts'
import { listOperation } from '../rules/document.ts'
import type { Target } from '../targets/target.ts'

const SEED = 1
const TOKEN = 'Contract-token-of-the-project'
const EXPIRED_TOKEN = 'contract-token-that-expired'
const FOREIGN_TOKEN = 'contract-token-of-the-other'

/** What a server of our own is filled with, and who may see it. */
export const KNOWN = {
  projectId: sampleRequest(listOperation()).projectId,
  token: TOKEN,
  expiredToken: EXPIRED_TOKEN,
  accessKey: { accessKey: 'AKCONTRACT', secretKey: 'SKCONTRACT' },
  secrets: { TOKEN, EXPIRED_TOKEN, FOREIGN_TOKEN },
  tasks: seedTasks(SEED),
  foreign: {
    projectId: 'f'.repeat(32),
    token: FOREIGN_TOKEN,
    tasks: seedTasks(SEED + 1, 'Foreign').slice(0, 30),
  },
} satisfies Partial<Target>

/** A server of our own, but for its address: nothing in it counts requests, fails or depends on another system. */
export const KNOWN_TARGET: Omit<Target, 'url'> = {
  ...KNOWN,
  name: 'reference server',
  undriven: {
    ListTasks: [
      { status: 429, reason: 'it does not count requests' },
      { status: 500, reason: 'no request makes it fail' },
      { status: 503, reason: 'it depends on no other system' },
    ],
  },
}
