export { toCurl } from './observe/curl.ts'
export { type Logger, logger } from './observe/logger.ts'
