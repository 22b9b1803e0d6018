import type { LocatedOperation, OpenApiDocument } from '../document/openapi.ts'
import { TARGETS } from '../explorer/page-data.ts'
import { EXPLORER_TEXTS } from '../explorer/texts.ts'
import type { Language } from '../languages.ts'
import type { Sample } from '../samples/samples.ts'
import { parametersMarkdown } from './operation-markdown.ts'
import { SITE_TEXTS } from './site-texts.ts'

/** The twin of the API Explorer: where a request can go, who may send it, its parameters, and the first sample. */
export function explorerMarkdown(
  title: string,
  document: OpenApiDocument,
  located: LocatedOperation,
  language: Language,
  sample: Sample | undefined,
): string {
  const texts = EXPLORER_TEXTS[language]
  const { colon } = SITE_TEXTS[language]
  const { method, path } = located
  const parts = [
    `# ${title}`,
    texts.intro,
    `\`${method} ${path}\``,
    `## ${texts.target}`,
    TARGETS.map((name) => `- **${texts.targets[name]}**${colon}${texts.targetHints[name]}`).join('\n'),
    `## ${texts.authentication}`,
    [
      `- **${texts.methods.token}**${colon}${texts.tokenHint}`,
      `- **${texts.methods.key}**${colon}${texts.keyWarning}`,
    ].join('\n'),
    `## ${texts.parameters}`,
    parametersMarkdown(document, located, language),
    ...(sample ? [`## ${texts.code}`, `\`\`\`sh\n${sample.source.trim()}\n\`\`\``, texts.codeHint] : []),
  ]
  return `${parts.join('\n\n')}\n`
}
