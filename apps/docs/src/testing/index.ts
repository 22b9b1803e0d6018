export { serveClientRendered } from './client-rendered.ts'
export { measurePage, type PageMeasure } from './measure-page.ts'
