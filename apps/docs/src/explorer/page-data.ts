import type { ExplorerTexts } from './texts.ts'

/** An error code of the document as the page explains it. */
export type ErrorCode = { meaning: string; retry: boolean; action: string }

/** What the page hands to its script, in the page's language. */
export type PageData = {
  texts: ExplorerTexts['script']
  errorCodes: Record<string, ErrorCode>
  /** What the document says of each status. */
  statuses: Record<string, string>
  /** The origin of each region's endpoint. */
  endpoints: Record<string, string>
}

/** Where a request can be sent. */
export const TARGETS = ['page', 'mock', 'service', 'relay'] as const
export type TargetName = (typeof TARGETS)[number]

/** Where the local targets listen, as `/targets.json` says. A site that is only a folder names the usual ports. */
export type LocalTargets = Record<Exclude<TargetName, 'page'>, string>

export const USUAL_TARGETS: LocalTargets = {
  mock: 'http://127.0.0.1:4010',
  service: 'http://127.0.0.1:4020',
  relay: 'http://127.0.0.1:4030',
}

/** What the demo service takes as a token, and the mocks like any other. It guards nothing. */
export const DEMO_TOKEN = 'demo-token'
