export type { Language, Message } from './document.ts'
export {
  type ProjectIdResult,
  type Query,
  type QueryResult,
  readProjectId,
  readQuery,
  type Violation,
} from './read-query.ts'
