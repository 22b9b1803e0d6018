import type { Language } from '../languages.ts'

const TEXTS = {
  en: {
    name: 'States of a task: it begins as Running and ends as Completed or as Failed.',
    begin: 'begins',
    grows: 'process grows',
    done: 'process is empty',
    failed: 'fail_reason says why',
  },
  'zh-CN': {
    name: '任务的状态：开始时为 Running，结束时为 Completed 或 Failed。',
    begin: '开始',
    grows: 'process 递增',
    done: 'process 为空',
    failed: 'fail_reason 为原因',
  },
} satisfies Record<Language, Record<string, string>>

/** The states of a task as a picture that follows the colours of the page. */
export function stateDiagram(language: Language): string {
  const { name, begin, grows, done, failed } = TEXTS[language]
  return `<svg class="states" role="img" aria-label="${name}" viewBox="0 0 640 190">
<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>
<circle cx="22" cy="95" r="8"/><path class="way" d="M32 95H118"/><text x="75" y="84">${begin}</text>
${box(120, 70, 'Running', grows)}
<path class="way" d="M290 86C350 60 370 45 418 45"/><path class="way" d="M290 104C350 130 370 145 418 145"/>
${box(420, 20, 'Completed', done, 'end')}${box(420, 120, 'Failed', failed, 'end')}
</svg>\n`
}

function box(x: number, y: number, state: string, note: string, kind = ''): string {
  return `<rect class="${kind}" x="${x}" y="${y}" width="170" height="50" rx="8"/><text class="state" x="${x + 85}" y="${y + 21}">${state}</text><text x="${x + 85}" y="${y + 39}">${note}</text>`
}
