/** What a `fetch` throws when the connection breaks off. A class of its own, as MSW has to tell it from a mistake. */
export class BrokenConnection extends TypeError {
  constructor() {
    super('fetch failed: the fake broke the connection off')
  }
}
