import { DatabaseError } from 'pg'
import { StoreUnavailable } from './task-store.ts'

/** https://www.postgresql.org/docs/18/errcodes-appendix.html: serialization_failure, deadlock_detected. */
const COLLISIONS = ['40001', '40P01']

/** Two copies of the service that make a table at once: unique_violation in the catalogue, duplicate_table or _object, an update. */
const MIGRATION_COLLISIONS = ['23505', '42P07', '42710', 'XX000']

/**
 * The classes of errors that say that the database cannot answer now: connection, authorization and database name (an operator
 * can mend both), collisions, resources, locks, intervention (a time-out among them), system.
 */
const UNAVAILABLE = ['08', '28', '3D', '40', '53', '55', '57', '58']

/**
 * An error of `pg` as the callers may see and log it. Its text may hold an address, a user or a row, so only the code is kept,
 * and no cause: loggers print causes.
 */
export function translated(error: unknown): Error & { code: string | undefined } {
  const { code } = error as { code?: string }
  if (error instanceof DatabaseError && !UNAVAILABLE.includes(code?.slice(0, 2) ?? '')) {
    return Object.assign(new Error(`PostgreSQL refused a statement (${code}).`), { code })
  }
  return Object.assign(new StoreUnavailable(`PostgreSQL cannot be used (${code ?? 'no answer'}).`), { code })
}

/** Whether the transaction may succeed when it is run again. */
export function isCollision(error: unknown): boolean {
  return COLLISIONS.includes(codeOf(error))
}

/** Whether another copy of the service was making the tables at that moment. */
export function isMigrationCollision(error: unknown): boolean {
  return MIGRATION_COLLISIONS.includes(codeOf(error))
}

/** Whether the server answered, with one of its codes of five characters, so that the connection may still be of use. */
export function isAnswer(error: unknown): boolean {
  return codeOf(error).length === 5
}

function codeOf(error: unknown): string {
  const { code = '' } = error as { code?: string }
  return code
}
