/** What SQL that was written elsewhere (the Data screen, the scripting door) may do: read. */

/** A foreign statement that may not run; the message says why. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** A foreign statement that nobody waits for any more. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** A foreign statement that cannot be understood or run, with the place where it is known. */
export class SqlMistake extends Error {
  override readonly name = 'SqlMistake';
  /** Line and column from 1; null where SQLite does not say. */
  readonly at: { readonly line: number; readonly column: number } | null;

  /** `offset`: bytes of UTF-8 before the mistake; negative when it is not known. */
  constructor(message: string, sql: string, offset: number) {
    super(message);
    this.at = offset < 0 ? null : placeOf(sql, offset);
  }
}

function placeOf(sql: string, offset: number): { readonly line: number; readonly column: number } {
  const before = new TextDecoder().decode(new TextEncoder().encode(sql).slice(0, offset));
  const lines = before.split('\n');
  return { line: lines.length, column: Array.from(lines.at(-1) ?? '').length + 1 };
}

/** The words of SQLite without its own code in front: "SQLITE_ERROR: sqlite3 result code 1: no such …". */
export const plainReason = (message: string): string =>
  message.replace(/^(?:SQLITE_[A-Z_]+: )?(?:sqlite3 result code \d+: )?/u, '');

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

/** Rows as objects by the names of their columns; of two columns of one name the last counts. */
export const asObjects = <Cell>(
  columns: readonly string[],
  cells: readonly (readonly Cell[])[],
): Record<string, Cell | null>[] =>
  cells.map((row) =>
    Object.fromEntries(columns.map((name, column) => [name, row[column] ?? null])),
  );
