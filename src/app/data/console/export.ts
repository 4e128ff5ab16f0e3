/** Results as files: CSV by RFC 4180, and JSON. Pure: rows in, text out. */
import type { SqlCell } from '#domain/contract/history.ts';

type Rows = readonly (readonly SqlCell[])[];

const plain = (cell: SqlCell): string => {
  if (cell === null) return '';
  return typeof cell === 'object' ? `[${String(cell.bytes)} bytes]` : String(cell);
};

/** Quoted where it must be; an empty text is quoted too, so that it differs from NULL. */
const field = (cell: SqlCell): string => {
  const text = plain(cell);
  return cell === '' || /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** CSV with a head line and CRLF at the end of each line. */
export const csvOf = (columns: readonly string[], rows: Rows): string =>
  [columns, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');

/** A list of objects; of columns with one name the later ones get a number behind it. */
export function jsonOf(columns: readonly string[], rows: Rows): string {
  const used = new Set<string>();
  const names = columns.map((column) => {
    let name = column;
    for (let count = 2; used.has(name); count += 1) name = `${column}_${String(count)}`;
    used.add(name);
    return name;
  });
  const objects = rows.map((row) =>
    Object.fromEntries(names.map((name, place) => [name, row[place] ?? null])),
  );
  return `${JSON.stringify(objects, null, 2)}\n`;
}

/** What SQLite calls the values of a column: integer, real, text, blob, null, or mixed. */
export function columnType(rows: Rows, place: number): string {
  const types = new Set<string>();
  for (const row of rows) {
    const cell = row[place];
    if (cell === null || cell === undefined) continue;
    types.add(
      typeof cell === 'string'
        ? 'text'
        : typeof cell === 'object'
          ? 'blob'
          : Number.isInteger(cell)
            ? 'integer'
            : 'real',
    );
  }
  // Whole numbers among others are numbers.
  if (types.has('real')) types.delete('integer');
  if (types.size > 1) return 'mixed';
  return [...types][0] ?? 'null';
}

/** A plan of SQLite as a tree: rows of id, parent, notused, detail. */
export interface PlanNode {
  readonly id: number;
  readonly detail: string;
  readonly children: readonly PlanNode[];
}

export function planTree(rows: Rows, parent = 0): readonly PlanNode[] {
  return rows.flatMap((row): PlanNode[] => {
    const [id, above, , detail] = row;
    return typeof id === 'number' && above === parent && id !== parent
      ? [{ id, detail: plain(detail ?? null), children: planTree(rows, id) }]
      : [];
  });
}
