import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { buildSite } from './build-site.ts'
import { readPublicAddress } from './public-address.ts'

const DIST = fileURLToPath(new URL('../dist', import.meta.url))
const [folder] = process.argv.slice(2)
// Only our own folder is emptied, never one that an argument names.
if (folder === undefined) await rm(DIST, { recursive: true, force: true })
await buildSite(folder ?? DIST, readPublicAddress(process.env.DOCS_URL))
