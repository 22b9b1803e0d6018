// openapi-typescript 7 needs the compiler API that TypeScript 7 no longer has. A peer dependency would resolve to our
// TypeScript 7; a dependency of its own gives it 5.9.3. Overrides and packageExtensions cannot do this.
const COMPILER_API_TYPESCRIPT = '5.9.3'

function readPackage(manifest) {
  if (manifest.name === 'openapi-typescript') {
    delete manifest.peerDependencies.typescript
    manifest.dependencies.typescript = COMPILER_API_TYPESCRIPT
  }
  return manifest
}

module.exports = { hooks: { readPackage } }
