import { checks } from '../checks/index.ts'
import { differences } from './differences.ts'

/** The page that says where mock and fake are not the service, made from the list. */
export function differencesPage(): string {
  const rows = differences.map(
    ({ targets, does, why, checks: names }) =>
      `| ${targets.map((name) => `\`${name}\``).join(', ')} | ${does} | ${why} | ${names.map((name) => `\`${name}\``).join(', ')} |`,
  )
  const used = new Set(differences.flatMap((difference) => difference.checks))
  const sentences = checks
    .filter(({ name }) => used.has(name))
    .map(({ name, sentence }) => `- \`${name}\`: ${sentence}`)
  return `<!-- Written by \`pnpm --filter @rds-tasklist/contract generate:differences\` from src/differences/differences.ts. -->

# Where mock and fake are not the service

The service passes every check of the conformance suite, on SQLite and on PostgreSQL. The mock, and the fake that the client
brings for tests, differ in what follows and nothing else: the tests fail for a difference that is not listed, and for one that is
listed and does not exist.

| target | does | because | checks that see it |
| --- | --- | --- | --- |
${rows.join('\n')}

What these checks say:

${sentences.join('\n')}
`
}
