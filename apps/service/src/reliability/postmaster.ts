import { Client } from 'pg'
import type { TestPostgres } from '../store/test-postgres.ts'

/** What happens to a PostgreSQL that nobody stops properly. */
export type Postmaster = {
  /** Ends without a word to those connected; `start` of the server brings it back. */
  crash(): Promise<void>
  /** Accepts connections and says nothing, as a machine does that has run out of everything. */
  freeze(): Promise<void>
  thaw(): Promise<void>
  /** How many connections the service has. */
  connections(): Promise<number>
}

export function postmasterOf(server: TestPostgres): Postmaster {
  let frozen: number[] = []
  const signal = (pids: number[], name: NodeJS.Signals) => {
    for (const pid of pids) kill(pid, name)
  }
  return {
    async crash() {
      signal(await asked(server, POSTMASTER), 'SIGQUIT')
      await server.stop()
    },
    async freeze() {
      const postmaster = await asked(server, POSTMASTER)
      frozen = [...postmaster, ...(await asked(server, OTHERS, () => signal(postmaster, 'SIGSTOP')))]
      signal(frozen, 'SIGSTOP')
    },
    async thaw() {
      signal(frozen, 'SIGCONT')
      frozen = []
    },
    connections: async () => (await asked(server, SERVICE)).length,
  }
}

const POSTMASTER = "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int AS pid"
const OTHERS = 'SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()'
const SERVICE = "SELECT pid FROM pg_stat_activity WHERE application_name = 'rds-tasklist'"

/** The processes that a query names. It is asked once `connected` is done. */
async function asked({ url }: TestPostgres, query: string, connected = () => {}): Promise<number[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  connected()
  const { rows } = await client.query<{ pid: number }>(query)
  await client.end()
  return rows.map(({ pid }) => pid)
}

function kill(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It has ended by itself.
  }
}
