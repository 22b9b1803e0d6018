import { sign, verify } from './index.js'

/**
 * Signs and verifies every case and gives the names of those that come out wrong. Lies beside the built files when it runs, in
 * runtimes that strip no types.
 */
export async function suite(cases) {
  const wrong = []
  for (const { name, authorization, request, credentials, options } of cases) {
    const added = await sign(request, credentials, options)
    const headers = { ...request.headers, ...added }
    const judge = { secretOf: () => credentials, now: options.date }
    const answer = await verify({ ...request, headers }, judge)
    const refused = await verify({ ...request, headers, method: 'PUT' }, judge)
    if (added.Authorization !== authorization || !answer.ok || refused.reason !== 'signature-mismatch') wrong.push(name)
  }
  return { checked: cases.length, wrong }
}
