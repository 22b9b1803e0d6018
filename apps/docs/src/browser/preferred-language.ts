/** The language of the site that comes first in the browser's list. Readers of neither get English. */
export function preferredLanguage(accepted: readonly string[]): 'en' | 'zh-CN' {
  const first = accepted.find((tag) => /^(en|zh)\b/i.test(tag))
  return first?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}
