/** What is wrong with the document or its translation, one sentence a line, each naming its place. */
export class SpecProblems extends Error {
  constructor(problems: string[]) {
    super(problems.join('\n'))
  }
}

/** @throws {@link SpecProblems} when there are any. */
export function throwIfAny(problems: string[]): void {
  if (problems.length > 0) throw new SpecProblems(problems)
}
