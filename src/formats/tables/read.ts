/** Tables of an older program, out of the files that people can make of its database. */
import { fail, ok, type Result } from '#domain/result.ts';
import type { OldRow, OldTable } from '#domain/old-model/values.ts';
import { readCsv } from './csv.ts';
import { readDump } from './dump.ts';

/** The most that one such file may hold, in characters. */
const longest = 200_000_000;

/** Whether a file's name says that it holds tables. */
export const isTableFile = (name: string): boolean =>
  /\.(json|jsonl|ndjson|csv|tsv|sql)$/i.test(name);

const isRow = (value: unknown): value is OldRow =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** "out/film_projects.csv" → "film_projects". */
const stem = (file: string): string => file.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '');

/** One object a line, one list of objects, or an object of lists by the names of the tables. */
function readJson(text: string, file: string): Result<OldTable[]> {
  let value: unknown;
  try {
    value = /\.(jsonl|ndjson)$/i.test(file)
      ? text
          .split('\n')
          .filter((line) => line.trim() !== '')
          .map((line): unknown => JSON.parse(line))
      : JSON.parse(text);
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : 'it is not JSON';
    return fail({ code: 'corrupt', what: file, reason });
  }
  const lists = Array.isArray(value) ? [[stem(file), value] as const] : Object.entries(value ?? {});
  const tables = lists.flatMap(([name, rows]) =>
    Array.isArray(rows) && rows.every(isRow) ? [{ name, file, rows }] : [],
  );
  if (tables.length > 0) return ok(tables);
  const reason = 'it holds neither a list of rows nor lists of rows by the names of tables';
  return fail({ code: 'unsupported', what: file, reason });
}

/** Reads the tables of one file by the ending of its name. `file` is its path as it was chosen. */
export function readTables(file: string, text: string): Result<OldTable[]> {
  if (text.length > longest) {
    return fail({ code: 'unsupported', what: file, reason: 'it is larger than 200 MB' });
  }
  if (/\.sql$/i.test(file)) return readDump(text, file);
  if (!/\.(csv|tsv)$/i.test(file)) return readJson(text.replace(/^\uFEFF/, ''), file);
  const head = text.slice(0, text.indexOf('\n') + 1 || undefined);
  const separator = /\.tsv$/i.test(file)
    ? '\t'
    : !head.includes(',') && head.includes(';')
      ? ';'
      : ',';
  const rows = readCsv(text, separator, file);
  return rows.ok ? ok([{ name: stem(file), file, rows: rows.value }]) : rows;
}
