// What an application carries that uses all of this but the catalogues of error codes.
export * from '../credentials.ts'
export * from '../index.ts'
export * from '../wait.ts'
