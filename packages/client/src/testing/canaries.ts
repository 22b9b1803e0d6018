export const TOKEN = 'MIIYtokenThatMustNeverShow=='
