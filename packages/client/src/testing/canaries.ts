/**
 * One secret of each kind. Each begins with a word of letters only, by which it is found in whatever form it is escaped, and
 * ends with characters that escapes change.
 */
export const TOKEN = 'MIItokenThatMustNeverShow+/=='
export const PASSWORD = 'passwordThatMustNeverShow+/"\\&'
export const SECRET_KEY = 'secretKeyThatMustNeverShow+/=='
export const SECURITY_TOKEN = 'securityTokenThatMustNeverShow+/=='
