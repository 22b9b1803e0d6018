import { applyTheme } from '../browser/theme.ts'

/** The script in the head of every page; each policy names its hash. Its lines stay: they end the statements. */
export const THEME_SCRIPT = `(${applyTheme})()`.replace(/\n\s*/g, '\n')
