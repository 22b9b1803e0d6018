import type { Language } from '../languages.ts'

const TEXTS = {
  en: {
    method: 'Method',
    url: 'Address',
    accessKey: 'Access key',
    secretKey: 'Secret key',
    date: 'Moment of signing (UTC)',
    canonical: 'Canonical request',
    string: 'String to sign',
    header: 'Header to send',
    needsScript: 'This form needs JavaScript.',
  },
  'zh-CN': {
    method: '方法',
    url: '地址',
    accessKey: '访问密钥（AK）',
    secretKey: '私有密钥（SK）',
    date: '签名时间（UTC）',
    canonical: '规范请求',
    string: '待签字符串',
    header: '要发送的消息头',
    needsScript: '此表单需要 JavaScript。',
  },
} satisfies Record<Language, Record<string, string>>

const EXAMPLE = {
  method: 'GET',
  url: 'https://rds.cn-north-4.myhuaweicloud.com/v3/54623db08b174c858ba779d2aa7923a3/tasklist?limit=3&offset=1',
  accessKey: 'AKEXAMPLE',
  secretKey: 'SKEXAMPLE',
  date: '2025-05-29T13:15:01',
}

/** A form whose script signs as somebody types. No field has a `name`: nothing typed could end up in an address. */
export function signatureForm(language: Language): string {
  const texts = TEXTS[language]
  const fields = (['method', 'url', 'accessKey', 'secretKey', 'date'] as const).map(
    (field) =>
      `<label for="sign-${field}">${texts[field]}</label><input id="sign-${field}" type="text" autocomplete="off" spellcheck="false" value="${EXAMPLE[field].replaceAll('&', '&amp;')}">`,
  )
  const outputs = (['canonical', 'string', 'header'] as const).map(
    (output) => `<h3>${texts[output]}</h3><pre id="sign-${output}" tabindex="0"></pre>`,
  )
  return `<form id="sign" class="walk-through" autocomplete="off">${fields.join('\n')}</form>
<noscript><p>${texts.needsScript}</p></noscript><p id="sign-problem" role="alert"></p>
<div class="walk-through">${outputs.join('\n')}</div>\n`
}
