import { writeFile } from 'node:fs/promises'
import { differencesPage } from './page.ts'

await writeFile(new URL('../../DIFFERENCES.md', import.meta.url), differencesPage())
