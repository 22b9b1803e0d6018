import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openSqliteStore } from '@rds-tasklist/service'
import { PROJECT } from './document.ts'
import type { Progress } from './progress.ts'
import { TOKEN } from './request.ts'
import { commandOf, type Program } from './server-process.ts'
import { fill } from './tasks.ts'
import { temporaryFolder } from './temporary-folder.ts'

export type ServiceFolder = {
  /** The command as it is run in production: credentials, checks and logging are all on. Only the rate limit is out of reach. */
  program: Program
  /** The SQLite file, where the service looks for it. */
  database: string
  remove(): void
}

/** Tasks on disk, and how to start the service on them. */
export async function serviceFolder(tasks: number, progress: Progress): Promise<ServiceFolder> {
  const { path: folder, remove } = await temporaryFolder()
  const [credentials, data] = [join(folder, 'credentials.json'), join(folder, 'data')]
  await mkdir(data)
  await writeFile(credentials, JSON.stringify({ tokens: [{ token: TOKEN, project_ids: [PROJECT] }] }))
  const database = join(data, 'tasks.sqlite')
  const store = await openSqliteStore({ file: database })
  await fill(store, tasks, (done) => progress(`service: ${done} of ${tasks} tasks`))
  await store.close()
  const args = ['--credentials', credentials, '--data', data, '--port', '0', '--admin-port', '0']
  return {
    program: { file: commandOf('@rds-tasklist/service'), args: [...args, '--rate-limit', '1000000'] },
    database,
    remove,
  }
}
