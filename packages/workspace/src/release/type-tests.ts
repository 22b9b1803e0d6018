import { execFile } from 'node:child_process'
import { cp, glob, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { ROOT } from '../root.ts'

const CLIENT = join(ROOT, 'packages/client')
/** TypeScript's code of a `@ts-expect-error` above a line that compiles: what was refused is allowed now, which breaks nobody. */
const UNUSED_EXPECTATION = 'TS2578'
const ERROR_LINE = /^(?<file>[^(\s]+)\((?<line>\d+),\d+\): error (?<code>TS\d+): (?<message>.*)$/

type Manifest = {
  name: string
  exports: Record<string, { default: string }>
  devDependencies: Record<string, string>
}
type CompilerError = Record<'file' | 'line' | 'code' | 'message', string>

const manifest = JSON.parse(await readFile(join(CLIENT, 'package.json'), 'utf8')) as Manifest

/** The client's type tests by file name, as users of the package would write them. Those of its inner modules promise nothing. */
export async function typeTestsOfClient(): Promise<Record<string, string>> {
  const tests: Record<string, string> = {}
  for await (const name of glob('*.test-d.ts', { cwd: join(CLIENT, 'src') })) {
    const text = asUser(await readFile(join(CLIENT, 'src', name), 'utf8'))
    if (!text.includes(" from '.")) tests[name] = text
  }
  return tests
}

/** Imports what the package exports by the name under which it does; other imports stay as they are. */
function asUser(source: string): string {
  return Object.entries(manifest.exports).reduce((text, [path, target]) => {
    const module = target.default.replace('dist/', '').replace(/js$/, 'ts')
    return text.replaceAll(` from '${module}'`, ` from '${manifest.name}${path.slice(1)}'`)
  }, source)
}

/**
 * Compiles the type tests of a release against the client that is built now, in a project of their own.
 *
 * @returns what no longer compiles: place, line of code and what TypeScript says.
 */
export async function brokenTypes(typeTests: string): Promise<string[]> {
  const project = await mkdtemp(join(tmpdir(), 'rds-tasklist-types-'))
  try {
    await cp(typeTests, project, { recursive: true })
    await link(CLIENT, join(project, 'node_modules', manifest.name))
    for (const name of Object.keys(manifest.devDependencies)) {
      await link(join(CLIENT, 'node_modules', name), join(project, 'node_modules', name))
    }
    const options = { types: ['node'], lib: ['es2023', 'dom'] }
    const config = { extends: join(ROOT, 'tsconfig.base.json'), compilerOptions: options, include: ['*.ts'] }
    await writeFile(join(project, 'package.json'), JSON.stringify({ type: 'module' }))
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify(config))
    return await errors(project)
  } finally {
    await rm(project, { recursive: true })
  }
}

async function link(target: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await symlink(target, path)
}

async function errors(project: string): Promise<string[]> {
  const compiler = join(CLIENT, 'node_modules/typescript/bin/tsc')
  const args = [compiler, '--noEmit', '--pretty', 'false', '-p', project]
  const run = promisify(execFile)(process.execPath, args, { cwd: project })
  const { stdout } = await run.catch((error: { stdout: string }) => error)
  const found = stdout.split('\n').flatMap((line) => (ERROR_LINE.exec(line)?.groups as CompilerError | undefined) ?? [])
  if (stdout.includes('error TS') && found.length === 0) throw new Error(stdout)
  return Promise.all(found.filter(({ code }) => code !== UNUSED_EXPECTATION).map((error) => described(project, error)))
}

async function described(project: string, { file, line, message }: CompilerError): Promise<string> {
  const code = (await readFile(join(project, file), 'utf8')).split('\n')[Number(line) - 1]
  return `${file}:${line}: ${code?.trim()}\n  ${message}`
}
