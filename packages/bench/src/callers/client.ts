import { createClient } from '@rds-tasklist/client'
import { accessKey } from '@rds-tasklist/client/credentials'
import { takeTurns } from '../caller-process.ts'
import { PROJECT } from '../document.ts'
import { TOKEN } from '../request.ts'
import { ACCESS_KEY, callerSettings } from './settings.ts'

/** Our client as it is published, with what it does by default. */
const { endpoint, signed = false } = callerSettings()
const credentials = signed ? accessKey(ACCESS_KEY) : { token: TOKEN }
const client = createClient({ endpoint, projectId: PROJECT, credentials })
takeTurns(() => client.list())
