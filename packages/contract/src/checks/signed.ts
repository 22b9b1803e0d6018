import { type Credentials, sign } from '@rds-tasklist/signature'
import type { Context } from '../run/context.ts'
import type { Exchange } from '../run/exchange.ts'
import type { Asked } from '../valid-request.ts'

export function keyOf({ target }: Context): Credentials {
  if (!target.accessKey) throw new Error(`${target.name} has no access key`)
  return target.accessKey
}

type Signing = { key?: Credentials; date?: number; sent?: Asked }

/** Sends a request with a signature, which may be that of another request. */
export async function signed(
  context: Context,
  asked: Asked,
  { key = keyOf(context), date, sent = asked }: Signing = {},
): Promise<Exchange> {
  const { method, target } = context.request(asked)
  const url = `${context.target.url}${target}`
  const headers = await sign({ method, url }, key, date === undefined ? {} : { date })
  const request = context.request(sent)
  return context.send({ ...request, headers: headers as Record<string, string> })
}
