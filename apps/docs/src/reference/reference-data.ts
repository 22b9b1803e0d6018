/** What `/{language}/reference.json` holds: all that the browser needs to take the rendered pages over. */
export type ReferenceData = {
  /** The document that the pages were rendered from; another one would not fit their markup. */
  document: object
  options: object
  textsGlobal: string
  texts: Record<string, string>
  /** By path: the head of each page, which Redoc does not change when it changes pages. */
  pages: Record<string, { title: string; description: string; counterpart: string }>
}
