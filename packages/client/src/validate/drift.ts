/** What a body breaks, as Ajv tells it. */
export type Problem = {
  /** A JSON pointer. */
  instancePath: string
  keyword: string
  params: Record<string, unknown>
  message: string
}

/**
 * How an answer departs from the document. Values and members that it does not name are to be expected of a service that grows; the
 * other kinds are violations.
 */
export type DriftKind =
  | 'unknown-value'
  | 'unknown-field'
  | 'missing-field'
  | 'wrong-type'
  | 'wrong-format'
  | 'wrong-value'

/** One departure of an answer from the document. */
export type Drift = {
  readonly kind: DriftKind
  /** A JSON pointer into the body, such as `/tasks/3/status`. */
  readonly path: string
  /** What the document asks for, as the end of a sentence that begins with the path: `must be string`. */
  readonly rule: string
  /**
   * What was there instead. Only an unknown value that looks like a name shows itself: anything else can hold what logs must not, so
   * it shows its JSON type. `undefined` for a missing field.
   */
  readonly value: string | undefined
}

const KINDS: Record<string, DriftKind | undefined> = {
  knownValues: 'unknown-value',
  knownMembers: 'unknown-field',
  required: 'missing-field',
  type: 'wrong-type',
  pattern: 'wrong-format',
  format: 'wrong-format',
}

/** Whether a drift is to be expected of a service that grows, and never a reason to refuse an answer. */
export function isGrowth({ kind }: Drift): boolean {
  return kind === 'unknown-value' || kind === 'unknown-field'
}

/** The departures that Ajv found in `body`. */
export function driftOf(body: unknown, problems: readonly Problem[]): Drift[] {
  const told = problems.filter((problem) => problem.keyword !== 'if' && !isIdle(problem, problems))
  const drift = told.map((problem) => readProblem(body, problem))
  // Rules between members speak of the values that are listed: with another one they say nothing.
  const open = new Set(drift.filter(({ kind }) => kind === 'unknown-value').map(({ path }) => path))
  return drift.filter(({ kind, path }) => kind !== 'wrong-value' || !open.has(path))
}

// A rule between members asks for one value, as `const`. It has nothing to say where one of them is of a wrong type.
function isIdle({ keyword, instancePath }: Problem, problems: readonly Problem[]): boolean {
  const isBeside = (one: Problem) => one.keyword === 'type' && parentOf(one.instancePath) === parentOf(instancePath)
  return keyword === 'const' && problems.some(isBeside)
}

function parentOf(path: string): string {
  return path.replace(/\/[^/]*$/, '')
}

function readProblem(body: unknown, problem: Problem): Drift {
  const { instancePath, keyword, params } = problem
  const member = params.missingProperty ?? params.unknownProperty
  const path = member === undefined ? instancePath : `${instancePath}/${escaped(String(member))}`
  const kind = KINDS[keyword] ?? 'wrong-value'
  return {
    kind,
    path,
    rule: ruleOf(problem),
    value: kind === 'missing-field' ? undefined : shown(kind, at(body, path)),
  }
}

/** Ajv's own words, where they are about the place and name the value. */
function ruleOf({ keyword, params, message }: Problem): string {
  if (keyword === 'required') return 'must be there'
  return keyword === 'const' ? `must be ${JSON.stringify(params.allowedValue)}` : message
}

function shown(kind: DriftKind, value: unknown): string {
  if (kind === 'unknown-value' && /^[A-Za-z][A-Za-z _-]{0,30}$/.test(String(value))) return String(value)
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
}

function at(body: unknown, path: string): unknown {
  return path
    .split('/')
    .slice(1)
    .reduce<unknown>((value, step) => (value as Record<string, unknown>)[unescaped(step)], body)
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}

function unescaped(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~')
}
