import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config/settings.ts'
import { openPostgresStore } from './postgres-store.ts'
import { lockForServing } from './serve-lock.ts'
import { openSqliteStore } from './sqlite-store.ts'
import type { TaskStore } from './task-store.ts'

type Place = Pick<Config, 'databaseUrl' | 'data'>

const DATABASE_FILE = 'tasks.sqlite'

/** The store that the settings name: PostgreSQL if there is a `DATABASE_URL`, else a SQLite file. */
export async function openStore({ databaseUrl, data }: Place): Promise<TaskStore> {
  if (databaseUrl) return openPostgresStore({ url: databaseUrl })
  return openSqliteStore({ file: await fileIn(data) })
}

/**
 * The same store for a process that serves. A SQLite file has one such process at most: two would share neither rate limits nor
 * lock-outs, and one of them would most likely have been forgotten.
 *
 * @throws an error that names file and process when another one serves it.
 */
export async function openServedStore(place: Place): Promise<TaskStore> {
  if (place.databaseUrl) return openStore(place)
  const lock = lockForServing(await fileIn(place.data))
  try {
    const store = await openStore(place)
    return { ...store, close: () => store.close().finally(lock.release) }
  } catch (error) {
    lock.release()
    throw error
  }
}

async function fileIn(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  return join(folder, DATABASE_FILE)
}
