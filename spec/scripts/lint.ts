import { redocly } from './redocly.ts'

try {
  console.log(await redocly('lint', 'openapi.yaml'))
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
