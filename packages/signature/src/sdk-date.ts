const FORM = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/

/**
 * The form of `X-Sdk-Date`: `20250529T131501Z`. Milliseconds are cut off.
 *
 * @throws {TypeError} for what is no date, and for a year that has not four digits.
 */
export function formatSdkDate(date: Date | number): string {
  const text = compact(new Date(date))
  if (!FORM.test(text)) throw new TypeError('date must be a Date or milliseconds since 1970, of the years 0 to 9999.')
  return text
}

/** Milliseconds since the epoch; `undefined` when the text is not of that form or no such moment exists. */
export function parseSdkDate(text: string): number | undefined {
  const date = new Date(text.replace(FORM, '$1-$2-$3T$4:$5:$6Z'))
  // Date takes other forms, and 30 February for 2 March.
  return compact(date) === text ? date.getTime() : undefined
}

/** `null` of an invalid date, for which `toISOString` would throw a `RangeError`. */
function compact(date: Date): string {
  return String(date.toJSON()).replace(/[-:]|\.\d+/g, '')
}
