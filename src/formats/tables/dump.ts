/**
 * The plain text that `pg_dump` writes (its default format): of each table the block from
 * `COPY public.shots (id, prompt) FROM stdin;` to `\.`, with tabs between cells, `\N` for nothing
 * and backslashes as PostgreSQL's manual tells under COPY, "Text Format". Nothing else is read, and
 * nothing in it is run.
 */
import { fail, ok, type Result } from '#domain/result.ts';
import type { OldRow, OldTable } from '#domain/old-model/values.ts';

const heads = /^COPY\s+((?:"[^"]+"|[\w.])+)\s*\(([^)]*)\)\s+FROM\s+stdin;\r?$/gim;
const signs: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

const cellOf = (text: string): string | null =>
  text === '\\N' ? null : text.replace(/\\(.)/gs, (_, sign: string) => signs[sign] ?? sign);

const plain = (name: string): string => name.trim().replace(/^.*\./, '').replaceAll('"', '');

/** The tables of a dump, in its order; those without a row too. */
export function readDump(text: string, file: string): Result<OldTable[]> {
  const tables: OldTable[] = [];
  for (const head of text.matchAll(heads)) {
    const name = plain(head[1] ?? '');
    const columns = (head[2] ?? '').split(',').map(plain);
    const from = head.index + head[0].length + 1;
    const end = text.startsWith('\\.', from) ? from : text.indexOf('\n\\.', from);
    if (end < 0) {
      return fail({ code: 'corrupt', what: file, reason: `the rows of ${name} have no end` });
    }
    const body = text.slice(from, end);
    const rows: OldRow[] = [];
    for (const line of body === '' ? [] : body.split('\n')) {
      const cells = line.replace(/\r$/, '').split('\t');
      if (cells.length !== columns.length) {
        const reason = `row ${rows.length + 1} of ${name} has ${cells.length} cells, and there are ${columns.length} columns`;
        return fail({ code: 'corrupt', what: file, reason });
      }
      rows.push(Object.fromEntries(columns.map((column, at) => [column, cellOf(cells[at] ?? '')])));
    }
    tables.push({ name, file, rows });
  }
  if (tables.length > 0) return ok(tables);
  const reason = 'it has no rows in the form of COPY; save it with pg_dump and without --inserts';
  return fail({ code: 'unsupported', what: file, reason });
}
