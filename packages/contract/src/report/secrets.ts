/** Secrets by the name of the variable that holds them. */
export type Secrets = Record<string, string>

// A token of a few letters is none, and hiding it would garble the text.
const MIN_LENGTH = 7

/** A text of a server, which may repeat what it was sent, with the variables in place of the secrets. */
export function withoutSecrets(text: string, secrets: Secrets): string {
  return longestFirst(secrets).reduce((hidden, [variable, secret]) => {
    if (secret.length < MIN_LENGTH) return hidden
    // Wrong tokens are made of the right one: another case, the end cut off.
    const alike = new RegExp(`${escaped(secret.slice(0, -1))}(?:${escaped(secret.slice(-1))})?`, 'gi')
    return hidden.replace(alike, () => `$${variable}`)
  }, text)
}

/** A value as a word of a shell, in which secrets, and what the checks make of them, are taken from their variables. */
export function shellWord(value: string, secrets: Secrets): string {
  for (const [variable, secret] of longestFirst(secrets)) {
    if (value.includes(secret)) {
      return value
        .split(secret)
        .map((part) => (part === '' ? '' : quoted(part)))
        .join(`"$${variable}"`)
    }
    if (value !== '' && value === secret.slice(0, -1)) return `"\${${variable}%?}"`
    if (value.toUpperCase() === secret.toUpperCase()) {
      const letters = value === value.toUpperCase() ? 'a-z A-Z' : 'A-Z a-z'
      return `"$(printf %s "$${variable}" | tr ${letters})"`
    }
  }
  return quoted(value)
}

export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

function longestFirst(secrets: Secrets): [string, string][] {
  return Object.entries(secrets)
    .filter(([, secret]) => secret !== '')
    .sort(([, one], [, other]) => other.length - one.length)
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}
