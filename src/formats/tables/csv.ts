/** CSV as RFC 4180 has it, and with tabs. An empty field without quotes is nothing (null). */
import { fail, ok, type Result } from '#domain/result.ts';
import type { OldRow } from '#domain/old-model/values.ts';

/** The rows below the line of names. `what` names the file in failures. */
export function readCsv(text: string, separator: ',' | ';' | '\t', what: string): Result<OldRow[]> {
  const lines = fieldsOf(text.replace(/^\uFEFF/, ''), separator);
  const names = lines.shift()?.map((name) => name?.trim() ?? '');
  if (names === undefined || names.every((name) => name === '')) {
    return fail({ code: 'corrupt', what, reason: 'its first line has no names of columns' });
  }
  const rows: OldRow[] = [];
  for (const [at, fields] of lines.entries()) {
    if (fields.length === 1 && fields[0] === null) continue;
    if (fields.length !== names.length) {
      const reason = `row ${at + 1} has ${fields.length} fields, and there are ${names.length} columns`;
      return fail({ code: 'corrupt', what, reason });
    }
    rows.push(Object.fromEntries(names.map((name, place) => [name, fields[place] ?? null])));
  }
  return ok(rows);
}

function fieldsOf(text: string, separator: string): (string | null)[][] {
  const lines: (string | null)[][] = [];
  let line: (string | null)[] = [];
  let at = 0;
  while (at <= text.length) {
    let field: string | null = null;
    if (text[at] === '"') {
      let value = '';
      at += 1;
      for (;;) {
        const quote = text.indexOf('"', at);
        value += text.slice(at, quote < 0 ? text.length : quote);
        at = quote < 0 ? text.length : quote + 1;
        if (text[at] !== '"') break;
        value += '"';
        at += 1;
      }
      field = value;
    }
    const end = nextEnd(text, separator, at);
    const rest = text.slice(at, end).replace(/\r$/, '');
    if (rest !== '') field = (field ?? '') + rest;
    line.push(field);
    at = end + 1;
    if (end >= text.length || text[end] === '\n') {
      lines.push(line);
      line = [];
    }
  }
  return lines;
}

function nextEnd(text: string, separator: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === separator || text[at] === '\n') return at;
  }
  return text.length;
}
