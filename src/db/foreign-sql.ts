/** What SQL that was written elsewhere (the Data screen, the scripting door) may do: read. */

/** A foreign statement that may not run; the message says why. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** Actions that a read-only statement may take: SELECT, READ, FUNCTION, RECURSIVE. */
const readActions = new Set([21, 20, 31, 33]);
/** Pragmas that only tell. */
const harmlessPragmas = new Set([
  'table_info',
  'table_xinfo',
  'table_list',
  'index_list',
  'index_info',
  'index_xinfo',
  'foreign_key_list',
  'compile_options',
  'data_version',
]);

/** Whether the authorizer may let this action pass in a statement that only reads. */
export const onlyReads = (action: number, first: string | 0, second: string | 0): boolean =>
  readActions.has(action) ||
  (action === 19 && harmlessPragmas.has(String(first)) && !String(second).includes('='));

/** What follows the first statement of a text, comments and spaces aside. */
export function remainder(sql: string): string {
  const token =
    /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|;|[^;]/gu;
  let ended = false;
  let rest = '';
  for (const [part] of sql.matchAll(token)) {
    const silent = part.startsWith('--') || part.startsWith('/*');
    if (ended && !silent && part !== ';') rest += part;
    if (part === ';') ended = true;
  }
  return rest.trim();
}
