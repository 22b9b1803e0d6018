import { takeTurns } from '../caller-process.ts'
import { request } from '../request.ts'
import { callerSettings } from './settings.ts'

/** The least that a call can be: `fetch`, and `JSON.parse` of what came. */
const { endpoint } = callerSettings()
const { target, headers } = request()
const url = `${endpoint}${target}`
takeTurns(async () => {
  const response = await fetch(url, { headers })
  if (!response.ok) throw new Error(`the answer was ${response.status}`)
  return JSON.parse(await response.text())
})
