import type { Conformance, Outcome } from '../conformance.ts'
import type { Language } from '../languages.ts'
import { slug } from './markdown.ts'
import { SITE_TEXTS } from './site-texts.ts'

const TEXTS = {
  en: {
    differences: 'Where mock and fake are not the service',
    differencesIntro:
      'The service passes every check of the conformance suite. The mock, and the fake that the client brings for tests, differ in this and nothing else: tests fail for a difference that is not listed, and for one that no longer exists.',
    conformance: 'Conformance',
    none: 'No run of the conformance suite is recorded.',
    run: 'The suite judged each target on {date}, with the seed {seed}. Against any server it is run by `npx -y pnpm@12 conform URL`.',
    notChecked: 'What was not checked, and why',
    target: 'Target',
    requests: 'Requests',
    does: 'What it does instead, and why',
    why: 'Why',
    seenBy: 'Seen by',
    check: 'Check',
    says: 'What it says, and the rule',
    behaviour: 'Behaviour',
    outcomes: {
      passed: '✓ passed',
      differs: '≠ differs',
      failed: '✗ failed',
      skipped: '– skipped',
      'not applicable': '– n/a',
    },
  },
  'zh-CN': {
    differences: 'mock 与 fake 不同于服务之处',
    differencesIntro:
      '服务通过一致性测试套件的全部检查。mock，以及客户端自带、供测试使用的 fake，仅在下列方面不同：未列出的差异，或已不存在的差异，都会使测试失败。',
    conformance: '一致性',
    none: '没有记录一致性测试套件的运行结果。',
    run: '测试套件于 {date} 以种子 {seed} 检查了各个目标。对任意服务器运行：`npx -y pnpm@12 conform URL`。',
    notChecked: '未检查的内容及原因',
    target: '目标',
    requests: '请求数',
    does: '不同之处及原因',
    why: '原因',
    seenBy: '相关检查',
    check: '检查',
    says: '内容与规则',
    behaviour: '行为',
    outcomes: {
      passed: '✓ 通过',
      differs: '≠ 不同',
      failed: '✗ 失败',
      skipped: '– 跳过',
      'not applicable': '– 不适用',
    },
  },
} satisfies Record<Language, object>

type Texts = (typeof TEXTS)[Language]
type Kind = Outcome['outcome']
const KINDS = Object.keys(TEXTS.en.outcomes) as Kind[]

/** What a behaviour of the document is called on the page, by what English calls it, and where it stands there. */
export type Behaviours = Map<string, { name: string; id: string }>

/** The differences between the targets, and the table of checks and targets. */
export function conformanceMarkdown(run: Conformance | undefined, behaviours: Behaviours, language: Language): string {
  const texts = TEXTS[language]
  if (!run) return `## ${texts.conformance}\n\n${texts.none}`
  const facts = texts.run.replace('{date}', run.date).replace('{seed}', String(run.seed))
  return [
    `## ${texts.differences}`,
    texts.differencesIntro,
    reasonTable(run, ['differs'], [texts.target, texts.does, texts.seenBy]),
    `## ${texts.conformance}`,
    facts,
    targetTable(run, texts),
    checkTable(run, behaviours, texts, language),
    `## ${texts.notChecked}`,
    reasonTable(run, ['skipped', 'not applicable'], [texts.target, texts.why, texts.check]),
  ].join('\n\n')
}

function targetTable({ targets, checks }: Conformance, texts: Texts): string {
  const count = (target: string, kind: Kind) =>
    checks.filter(({ outcomes }) => outcomes[target]?.outcome === kind).length
  const rows = targets.map(({ name, requests }) => [`\`${name}\``, requests, ...KINDS.map((kind) => count(name, kind))])
  return table([texts.target, texts.requests, ...KINDS.map((kind) => texts.outcomes[kind])], rows)
}

function checkTable(
  { targets, checks }: Conformance,
  behaviours: Behaviours,
  texts: Texts,
  language: Language,
): string {
  const rows = checks.map(({ name, sentence, rule, outcomes }) => {
    const cells = targets.map((target) => {
      const kind = outcomes[target.name]?.outcome
      return kind === undefined ? '' : texts.outcomes[kind]
    })
    return [`\`${name}\``, `${sentence} ${ruleLink(rule, behaviours, texts, language)}`, ...cells]
  })
  return table([texts.check, texts.says, ...targets.map(({ name }) => name)], rows)
}

/** The suite names a row of the table *Behaviour*, or a place in the document by its pointer. */
function ruleLink(rule: string, behaviours: Behaviours, texts: Texts, language: Language): string {
  const [pointer = '', question] = rule.replace(/^[^#]*#/, '').split(', Behaviour: ')
  const behaviour = question === undefined ? undefined : behaviours.get(question)
  if (behaviour) return `[${texts.behaviour}${SITE_TEXTS[language].colon}${behaviour.name}](#${behaviour.id})`
  return `[${pointer}](/${language}/openapi.json#${pointer.replaceAll('{', '%7B').replaceAll('}', '%7D')})`
}

/** Where a check stands on the page; some are called like a behaviour. */
export function checkId(name: string): string {
  return `check-${name}`
}

/** One row for each reason, with the targets and checks that it explains. */
function reasonTable({ checks }: Conformance, kinds: Kind[], columns: string[]): string {
  const reasons = new Map<string, { targets: Set<string>; checks: Set<string> }>()
  for (const { name, outcomes } of checks) {
    for (const [target, { outcome, reason = '' }] of Object.entries(outcomes)) {
      if (!kinds.includes(outcome)) continue
      const known = reasons.get(reason) ?? { targets: new Set(), checks: new Set() }
      reasons.set(reason, known)
      known.targets.add(`\`${target}\``)
      known.checks.add(`[\`${name}\`](#${checkId(name)})`)
    }
  }
  const rows = [...reasons].map(([reason, { targets, checks: seenBy }]) => [
    [...targets].join(', '),
    reason.charAt(0).toUpperCase() + reason.slice(1),
    [...seenBy].join(', '),
  ])
  return table(columns, rows)
}

function table(columns: string[], rows: (string | number)[][]): string {
  const line = (cells: (string | number)[]) =>
    `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n')
}

/** The rows of the table *Behaviour*: the same in every language, so that English names lead to them. */
export function behaviourRows(markdown: string, english: string): Behaviours {
  const names = (text: string) => [...text.matchAll(/^\| (?!---)(.+?) \|/gm)].map(([, name = '']) => name).slice(1)
  const own = names(markdown)
  return new Map(names(english).map((name, index) => [name, { name: own[index] ?? name, id: slug(name) }]))
}
