import { releaseDocument } from './release-document.ts'

// `pnpm release:document`: what clients may rely on from now on.
try {
  console.log(await releaseDocument())
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
