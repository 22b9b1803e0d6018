import { type Language, pagePath } from '../languages.ts'
import { findOperation, type OpenApiDocument } from './openapi.ts'

const TEXTS = {
  en: {
    try: 'Send a request now',
    first:
      'In the browser, without an account or a server. Then: [get a project ID](guides/project-id/), [authenticate](guides/authentication/), [read all tasks](guides/paging-and-time-windows/), [wait for one](guides/waiting-for-a-task/).',
    fields: 'All fields of all responses at one glance: [Response fields](response-fields/).',
  },
  'zh-CN': {
    try: '立即发送请求',
    first:
      '就在浏览器中，无需账号，也无需服务器。然后：[获取项目 ID](guides/project-id/)、[认证鉴权](guides/authentication/)、[读取全部任务](guides/paging-and-time-windows/)、[等待任务结束](guides/waiting-for-a-task/)。',
    fields: '所有响应的全部字段一览：[响应字段](response-fields/)。',
  },
} satisfies Record<Language, Record<string, string>>

/** Leads from the first screen of Redoc's pages, in the copy that Redoc gets, to our own: the way to a first request. */
export function addLead(document: OpenApiDocument, language: Language): void {
  const { try: label, first, fields } = TEXTS[language]
  const start = `**[${label}](explorer/)**\n\n${first}`
  document.info.description = `${inside(start, language)}\n\n${document.info.description}`
  const { operation } = findOperation(document, 'ListTasks')
  operation.description = `${operation.description.trimEnd()}\n\n${inside(fields, language)}\n`
}

function inside(markdown: string, language: Language): string {
  return markdown.replaceAll('](', `](${pagePath(language, '')}`)
}
