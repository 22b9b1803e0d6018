/** The global through which a patched Redoc asks for the words of its own interface. */
export const TEXTS_GLOBAL = '__REDOC_TEXTS__'

type Patch = { what: string; find: RegExp; replace: string; places?: number }

/** Redoc 3 has no option for its interface language, and loads its attribution's logo from its maker's host. */
const PATCHES: Patch[] = [
  {
    what: 'the translate function, a stub that always answers with the English default',
    find: /translate:\(e,t\)=>(\(typeof t==`string`\?t:t\?\.defaultValue\)\|\|e\|\|``)/g,
    replace: `translate:(e,t)=>globalThis.${TEXTS_GLOBAL}?.[e]??($1)`,
  },
  {
    what: "the logo in Redoc's own attribution, which becomes its name",
    find: /(?:\(0,\w+\.jsx\)|jsx)\(`img`,\{alt:`redocly logo`,onError:\(\)=>\w+\(!1\),src:\w+\?`[^`]+`:`[^`]+`\}\)/g,
    replace: '`Redoc`',
  },
  // Redoc turns the paths of its routes into lower case, but not the base path that it looks for in them: `/zh-CN`.
  {
    what: 'the place where the base path is taken off a path',
    find: /return (\w+)===(\w+)\?``:\1\.startsWith\(\2\+`\/`\)\?(\1\.slice\(\2\.length\+1\))/g,
    replace: 'return $1===$2?``:$1.toLowerCase().startsWith($2.toLowerCase()+`/`)?$3',
  },
  {
    what: 'the mark of a section, which is searched in lower case when the page scrolls to it',
    find: /(\{\[\w+\]:\w+\(\w+\(\w+,\w+\)\))(\}:\{\})/g,
    replace: '$1.toLowerCase()$2',
  },
  {
    what: 'the frame of a table in a description, which scrolls and could not be reached by keyboard',
    find: /(\{className:`md-table-wrapper`)(\})/g,
    replace: '$1,tabIndex:0$2',
  },
  {
    what: "the label of the choice of examples, which hides the example's own name from assistive technology",
    find: /"aria-label":`Example`,(options:)/g,
    replace: '$1',
  },
  {
    what: 'the hidden label of a link to a place',
    find: /`link to (?=\$\{)/g,
    replace: `\`\${globalThis.${TEXTS_GLOBAL}?.["link to "]??"link to "}`,
    places: 15,
  },
  {
    what: 'the plural of the type of items, which follows "Array of"',
    find: /(\w+)(\(Array\.isArray\((\w+)\)\?\3\.join\(` or `\):\3\))/g,
    replace: `(globalThis.${TEXTS_GLOBAL}?.["Array of "]?String:$1)$2`,
  },
  {
    what: 'the words "Array of "',
    find: /(\w+=)`Array of `/g,
    replace: `$1globalThis.${TEXTS_GLOBAL}?.["Array of "]??\`Array of \``,
    places: 2,
  },
  {
    what: 'the name of the button that hides the sidebar',
    find: /"aria-label":(\w+)\?`Show sidebar`:`Hide sidebar`/g,
    replace: `"aria-label":globalThis.${TEXTS_GLOBAL}?.[$1?"sidebar.actions.show":"sidebar.actions.hide"]??($1?\`Show sidebar\`:\`Hide sidebar\`)`,
  },
  {
    what: 'the name of the switch of colours',
    find: /(`color-mode-switcher`,onClick:.{0,200}?"aria-label":)(\w+),/g,
    replace: `$1globalThis.${TEXTS_GLOBAL}?.[$2]??$2,`,
  },
  {
    what: 'the colon after "Example"',
    find: /(\(`examples?`,`Examples?`\),)`:`/g,
    replace: `$1globalThis.${TEXTS_GLOBAL}?.[":"]??\`:\``,
    places: 3,
  },
  // Words that Redoc does not send through its translate function, each with what stands around it.
  word('lang:`json`,title:', 'Payload'),
  word('`Value`:', 'Enum Value'),
  word('children:', 'Description'),
  word('children:', 'API docs by'),
  word('children:', ' or '),
  word('placeholder:', 'Search docs...'),
  word('children:', 'Search endpoints, schemas, and more...'),
  word('children:', 'No results'),
  word('children:', 'Cancel'),
  word('text:', 'to navigate'),
  word('text:', 'to select'),
  word('text:', 'to exit'),
  word('return', 'query parameters'),
  word('return', 'path parameters'),
  word('return', 'header parameters'),
  word('"aria-label":', 'Response status'),
  word('"aria-label":', 'Copy'),
  word('"aria-label":', 'Expand all'),
  word('"aria-label":', 'collapse'),
  word(':', 'Open navigation menu'),
]

function word(before: string, text: string): Patch {
  return {
    what: `the words "${text}"`,
    find: new RegExp(`${before}\`${text}\``.replace(/[.(){}]/g, '\\$&'), 'g'),
    replace: `${before}(globalThis.${TEXTS_GLOBAL}?.["${text}"]??\`${text}\`)`,
  }
}

/** Patches a bundle of Redoc. A patch that does not match exactly as often as it did fails: a new Redoc needs a new look at it. */
export function patchRedoc(source: string): string {
  return PATCHES.reduce((text, { what, find, replace, places = 1 }) => {
    const matches = text.match(find)?.length ?? 0
    if (matches !== places)
      throw new Error(`Redoc cannot be patched: ${matches} places look like ${what}, not ${places}.`)
    return text.replace(find, replace)
  }, source)
}
