/** The form of `X-Sdk-Date`: `20250529T131501Z`. Milliseconds are cut off. */
export function formatSdkDate(date: Date | number): string {
  return new Date(date).toISOString().replace(/[-:]|\.\d+/g, '')
}

/** Milliseconds since the epoch; `undefined` when the text is not of that form or no such moment exists. */
export function parseSdkDate(text: string): number | undefined {
  const iso = text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z')
  const milliseconds = Date.parse(iso)
  // Date.parse takes other forms, and 30 February for 2 March.
  return !Number.isNaN(milliseconds) && formatSdkDate(milliseconds) === text ? milliseconds : undefined
}
