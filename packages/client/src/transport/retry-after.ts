/** The milliseconds that a `Retry-After` asks for, given in seconds or as a date; 0 when it says neither. */
export function retryAfter(headers: Headers, now: number): number {
  // A header that came twice is a list; the comma behind the day of a date makes none.
  const [text = ''] = /^([A-Za-z]+, )?[^,]*/.exec(headers.get('Retry-After') ?? '') ?? []
  if (/^\d+$/.test(text)) return Number(text) * 1000
  // The clock of the service, which wrote both, need not be ours.
  const sent = Date.parse(headers.get('Date') ?? '')
  return Math.max(0, Date.parse(text) - (Number.isNaN(sent) ? now : sent)) || 0
}
