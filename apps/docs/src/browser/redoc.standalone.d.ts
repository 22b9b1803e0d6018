/** The bundle that lies beside our scripts in `dist/assets`. */
export { hydrate } from 'redoc/bundles/redoc.standalone.js'
