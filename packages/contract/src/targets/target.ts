import type { Credentials } from '@rds-tasklist/signature'
import type { Task } from '../model/task.ts'
import type { Secrets } from '../report/secrets.ts'
import type { WireRequest } from '../wire.ts'

/** A status that no request of the suite leads to, why, and how it is asked for instead, if it can be. */
export type Undriven = { status: number; reason: string; ask?: (sample: WireRequest) => WireRequest }

/** A server to judge, and what is known of it. Checks that need more than is known are skipped and say what they miss. */
export type Target = {
  name: string
  /** Without a slash at its end. */
  url: string
  /** A project whose tasks nobody changes while the suite runs. */
  projectId: string
  /** A token that may see this project and no other. */
  token: string
  /** A project that `token` may not see, and a token that may. */
  foreign?: { projectId: string; token?: string; tasks?: Task[] }
  /** A token that was valid and has expired. */
  expiredToken?: string
  /** An access key that may see the project. */
  accessKey?: Credentials
  /** The secrets above by the variables that stand for them in what is shown; `TOKEN` alone unless told otherwise. */
  secrets?: Secrets
  /** The tasks that were put into the project. Left out, what the whole list answers stands for them. */
  tasks?: Task[]
  /** The statuses that cannot be driven to, by operation. */
  undriven: Record<string, Undriven[]>
}

/** What must not be shown, by the variables that stand for it. */
export function secretsOf({ secrets, token }: Target): Secrets {
  return secrets ?? { TOKEN: token }
}

/** Whether a URL leads to this machine. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url)
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname)
}
