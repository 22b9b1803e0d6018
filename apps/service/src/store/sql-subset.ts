/** The tables that belong to no project. */
const GLOBAL_TABLES = ['schema_migrations', 'projects']

/**
 * What Citus, CockroachDB, YugabyteDB and Aurora DSQL do not all have, or have otherwise than PostgreSQL. Neither has a use here:
 * what is shared is enough.
 */
const REFUSED: [pattern: RegExp, construct: string][] = [
  [/\bREFERENCES\b|\bFOREIGN KEY\b/, 'foreign key'],
  [/\bSEQUENCE\b|\bNEXTVAL\b|\b(BIG|SMALL)?SERIAL\d*\b|\bIDENTITY\b|\bAUTOINCREMENT\b/, 'sequence'],
  [/\bTRIGGER\b|\bFUNCTION\b|\bPROCEDURE\b|\bDO \$|\bEXTENSION\b/, 'code in the database'],
  [/\b(TEMP|TEMPORARY|UNLOGGED)\b|\bPARTITION\b|\bINHERITS\b/, 'special table'],
  [/\bTRUNCATE\b|\bVACUUM\b|\bSAVEPOINT\b|\bLOCK TABLE\b|\bALTER\b/, 'statement that not all have'],
  [/\bLISTEN\b|\bNOTIFY\b|ADVISORY/, 'LISTEN, NOTIFY or advisory lock'],
  [/\bOVER\s*\(|\bWINDOW\b/, 'window function'],
  [/\bEXISTS\s*\(|\bLATERAL\b|\b(ANY|ALL|IN)\s*\(\s*SELECT\b|[=<>]\s*\(\s*SELECT\b/, 'semi-join or lateral join'],
  [/\bFOR (UPDATE|SHARE|NO KEY UPDATE|KEY SHARE)\b/, 'row lock'],
  [/\bRECURSIVE\b/, 'recursive query'],
  [
    /\b(JSONB?|UUID|TIMESTAMPTZ?|TIMESTAMP|NUMERIC|REAL|INTEGER|INT|BOOLEAN|VARCHAR|BYTEA)\b/,
    'type besides text and bigint',
  ],
  [/\bROWID\b|\bCTID\b|\bPRAGMA\b|\bINDEXED BY\b/, 'construct of one engine'],
  [/^CREATE INDEX\b.*\b(DESC|ASC|NULLS|WHERE|INCLUDE|USING)\b/, 'index with an order, a condition or a method'],
  [/^CREATE INDEX\b[^(]*\(.*[(+|:-]/, 'index on an expression'],
  [/\bUNIQUE\b/, 'unique index besides the primary key'],
  [/^CREATE (TABLE|INDEX) (?!IF NOT EXISTS )/, 'migration that cannot run twice'],
  [/;\s*\S/, 'several statements in one'],
]

/** The constructs of a statement that lie outside the subset, and the tables that it asks without naming a project. */
export function outsideSubset(text: string): string[] {
  const sql = text.replaceAll(/\s+/g, ' ').trim()
  const refused = REFUSED.filter(([pattern]) => new RegExp(pattern, 'is').test(sql)).map(([, construct]) => construct)
  return [...refused, ...unkeyedTable(sql), ...unnamedProject(sql)]
}

/** A table is spread over machines by its project: the primary key begins with it. */
function unkeyedTable(sql: string): string[] {
  const table = /^CREATE TABLE IF NOT EXISTS (\w+)/i.exec(sql)?.[1]
  if (table === undefined || table === 'schema_migrations') return []
  return /PRIMARY KEY \(project_id\b/i.test(sql) ? [] : [`primary key of ${table} that does not begin with project_id`]
}

/** Each table of projects that is asked, in a subquery too, must be narrowed to one project by a value: one machine can answer. */
function unnamedProject(sql: string): string[] {
  const written = /^INSERT INTO (\w+) \((\w+)/i.exec(sql)
  if (written)
    return written[2] === 'project_id' || isGlobal(written[1]) ? [] : [`${written[1]} without project_id first`]
  const asked = [...sql.matchAll(/\b(?:FROM|JOIN|UPDATE)\s+(\w+)/gi)].map(([, table]) => table)
  const ofProjects = asked.filter((table) => !isGlobal(table))
  const named = [...sql.matchAll(/\bproject_id = (\?|\$\d+)/gi)].length
  return named < ofProjects.length ? [`${ofProjects.join(', ')} without project_id`] : []
}

function isGlobal(table: string | undefined): boolean {
  return table !== undefined && GLOBAL_TABLES.includes(table)
}
