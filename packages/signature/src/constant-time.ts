/**
 * Whether two texts are equal, in a time that depends on the length of `presented` alone: not on the position of the first
 * difference, from which an attacker could learn a signature character by character.
 */
export function equalInConstantTime(expected: string, presented: string): boolean {
  let difference = expected.length ^ presented.length
  // Beyond the end of `expected` charCodeAt gives NaN, which counts as 0; the lengths differ then anyway.
  for (let index = 0; index < presented.length; index++) {
    difference |= expected.charCodeAt(index) ^ presented.charCodeAt(index)
  }
  return difference === 0
}
