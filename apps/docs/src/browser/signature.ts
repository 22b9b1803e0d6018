import { explain, sign } from '@rds-tasklist/signature'

const form = document.getElementById('sign')
let latest = 0

form?.addEventListener('input', () => void show())
form?.addEventListener('submit', (event) => event.preventDefault())
if (form) void show()

/** Signs what the form holds and shows each step. What was typed last wins, however long the others take. */
async function show(): Promise<void> {
  const turn = ++latest
  const request = { method: value('method'), url: value('url') }
  const credentials = { accessKey: value('accessKey'), secretKey: value('secretKey') }
  try {
    const date = Date.parse(`${value('date')}Z`)
    const { canonicalRequest, stringToSign } = await explain(request, credentials, { date })
    const headers = await sign(request, credentials, { date })
    if (turn !== latest) return
    write('canonical', canonicalRequest)
    write('string', stringToSign)
    write('header', `Authorization: ${headers.Authorization}`)
    write('problem', '')
  } catch (error) {
    if (turn === latest) write('problem', error instanceof Error ? error.message : String(error))
  }
}

function value(field: string): string {
  const input = document.getElementById(`sign-${field}`)
  return input instanceof HTMLInputElement ? input.value.trim() : ''
}

function write(output: string, text: string): void {
  const element = document.getElementById(`sign-${output}`)
  if (element) element.textContent = text
}
