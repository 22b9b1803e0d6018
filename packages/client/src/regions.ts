import { servers } from './document.gen.ts'

/** A region whose endpoint the document knows. */
export type Region = (typeof servers)[number]['regions'][number]

/** The endpoint of each region, from the servers of the document. */
export const regionEndpoints: Readonly<Record<Region, string>> = /* @__PURE__ */ Object.fromEntries(
  servers.flatMap(({ url, regions }) => regions.map((region) => [region, url.replace('{region}', region)])),
) as Record<Region, string>
