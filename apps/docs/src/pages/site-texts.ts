import type { Language } from '../languages.ts'

const ENGLISH = {
  languageName: 'English',
  reference: 'Reference',
  explorer: 'API Explorer',
  responseFields: 'Response fields',
  credit: 'The reference is rendered with',
  licence: 'MIT licence',
  notFound: 'There is no such page.',
  explorerIntro: 'This form really sends the request, from your browser to a server on this machine.',
  target: 'Target',
  address: 'Address',
  targetHint: 'Filled in: the address of the local mock.',
  token: 'Token',
  tokenPlaceholder: 'any text will do for the mock',
  tokenHint: 'Stays in the memory of this page: it is never stored and never part of an address.',
  parameters: 'Parameters',
  required: 'required',
  notSet: 'not set',
  send: 'Send',
  needsScript: 'Sending needs JavaScript.',
  curl: 'The same with cURL',
  result: 'Response',
  resultBefore: 'Nothing has been sent yet.',
  /** What the script of the API Explorer says. */
  outcome: {
    sending: 'Sending …',
    unreachable:
      'No readable answer from {target}. Nothing listens there (start the mock with: npx -y pnpm@12 start), the server does not allow requests from this page (CORS), or it redirects, which this page does not follow.',
    targetRefused: 'This page may send to http://127.0.0.1 only. For any other target use the cURL command.',
    noToken: 'Sent without a token. For the mock any text in the field “Token” will do.',
    hiddenId: 'not visible: the server does not expose it',
    status: 'Status',
    time: 'Time',
  },
  field: 'Field',
  meaning: 'Meaning',
  headers: 'Headers',
  body: 'Body',
  fieldsIntro: 'Every header and field of every response, as plain HTML.',
}

/** The words of our own pages, plain text without HTML. What the API means comes from the document instead. */
export type SiteTexts = typeof ENGLISH

const CHINESE: SiteTexts = {
  languageName: '中文',
  reference: '接口参考',
  explorer: 'API Explorer',
  responseFields: '响应字段',
  credit: '接口参考由以下工具生成：',
  licence: 'MIT 许可证',
  notFound: '页面不存在。',
  explorerIntro: '此表单会从您的浏览器向本机的服务器真实发送请求。',
  target: '目标',
  address: '地址',
  targetHint: '已预填本地 mock 的地址。',
  token: 'Token',
  tokenPlaceholder: '对 mock 填写任意文本即可',
  tokenHint: '仅保留在本页面的内存中：不会存储，也不会出现在任何地址里。',
  parameters: '参数',
  required: '必选',
  notSet: '不设置',
  send: '发送',
  needsScript: '发送请求需要 JavaScript。',
  curl: '等价的 cURL 命令',
  result: '响应',
  resultBefore: '尚未发送请求。',
  outcome: {
    sending: '正在发送……',
    unreachable:
      '{target} 没有可读取的应答：该地址没有服务（请用此命令启动 mock：npx -y pnpm@12 start），或者服务器不允许本页面的请求（CORS），或者服务器返回了重定向，而本页面不跟随重定向。',
    targetRefused: '本页面只能向 http://127.0.0.1 发送请求。其他目标请使用 cURL 命令。',
    noToken: '本次请求未带 Token。对 mock 而言，在“Token”中填写任意文本即可。',
    hiddenId: '不可见：服务器未公开此响应头',
    status: '状态码',
    time: '耗时',
  },
  field: '字段',
  meaning: '含义',
  headers: '响应头',
  body: '响应体',
  fieldsIntro: '每个响应的全部响应头与字段，纯 HTML。',
}

/** The words in each language. */
export const SITE_TEXTS: Record<Language, SiteTexts> = { en: ENGLISH, 'zh-CN': CHINESE }
