/**
 * Cells of an older program's tables, read as what they mean. A cell comes from JSON (typed) or
 * from CSV and dumps (text); what cannot be read as the type asked for is null, never a guess.
 */
import type { JsonObject } from '#domain/contract/collections.ts';

/** A row of an old table: column → cell. */
export type OldRow = Readonly<Record<string, unknown>>;

/** A table as its file had it. */
export interface OldTable {
  /** As the file says: "film_projects". */
  readonly name: string;
  /** The file that it was read from. */
  readonly file: string;
  readonly rows: readonly OldRow[];
}

export const isNothing = (cell: unknown): boolean =>
  cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');

/** Text of a text, number or boolean; null for anything else and for nothing. */
export function textOf(cell: unknown): string | null {
  if (typeof cell === 'string') return cell.trim() === '' ? null : cell;
  return typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : null;
}

export function numberOf(cell: unknown): number | null {
  const text = textOf(cell)?.trim();
  if (text === undefined || !/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

/** PostgreSQL writes t and f, SQLite 1 and 0, JSON true and false. */
export function flagOf(cell: unknown): boolean | null {
  const text = textOf(cell)?.toLowerCase();
  if (text === 'true' || text === 't' || text === '1' || text === 'yes') return true;
  return text === 'false' || text === 'f' || text === '0' || text === 'no' ? false : null;
}

/** Milliseconds UTC of an ISO 8601 time, of PostgreSQL's form, of seconds or of milliseconds. */
export function timeOf(cell: unknown): number | null {
  const number = numberOf(cell);
  if (number !== null) {
    const milliseconds = number < 1e11 ? number * 1000 : number;
    return milliseconds > 0 && milliseconds < 8.64e15 ? Math.round(milliseconds) : null;
  }
  const parts = textOf(cell)?.trim().match(isoTime)?.slice(1);
  if (parts === undefined) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) =>
    Number(part || 0),
  );
  const fraction = Number(`0.${parts[6] ?? '0'}`);
  // "+00", "+0530" and "+05:30" mean a zone; a time without one was UTC.
  const [, sign, hours, minutes = '0'] = parts[7]?.match(/^([+-])(\d\d):?(\d\d)?$/) ?? [];
  const zone = (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes));
  const inMinutes = (daysSince1970(year, month, day) * 24 + hour) * 60 + minute - zone;
  const time = Math.round((inMinutes * 60 + second + fraction) * 1000);
  return time > 0 && time < 8.64e15 && month >= 1 && month <= 12 && day >= 1 && day <= 31
    ? time
    : null;
}

/** ISO 8601, and PostgreSQL's form of it with a space and a short zone. */
const isoTime =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

/** Days from 1970-01-01 to a day of the Gregorian calendar (Hinnant, “days_from_civil”). */
function daysSince1970(year: number, month: number, day: number): number {
  const from = month <= 2 ? year - 1 : year;
  const era = Math.floor(from / 400);
  const ofEra = from - era * 400;
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const inEra = ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear;
  return era * 146_097 + inEra - 719_468;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An object, also where it comes as JSON text. */
export function objectOf(cell: unknown): JsonObject | null {
  const value = typeof cell === 'string' ? parsedJson(cell) : cell;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
}

/** Texts of a JSON list, of PostgreSQL's `{a,"b c"}`, or of words parted by commas. */
export function listOf(cell: unknown): readonly string[] {
  const value = typeof cell === 'string' && cell.startsWith('[') ? parsedJson(cell) : cell;
  if (Array.isArray(value)) return value.flatMap((one) => textOf(one) ?? []);
  const text = textOf(value);
  if (text === null) return [];
  const inner = /^\{.*\}$/s.test(text) ? text.slice(1, -1) : text;
  const parts = inner.match(/"(?:[^"\\]|\\.)*"|[^,]+/g) ?? [];
  return parts
    .map((part) => part.trim())
    .map((part) => (part.startsWith('"') ? part.slice(1, -1).replace(/\\(.)/g, '$1') : part))
    .filter((part) => part !== '' && part !== 'NULL');
}

/** A cell as it is kept under its own name: JSON text as what it says, everything else as it is. */
export function keptCell(cell: unknown): unknown {
  if (typeof cell !== 'string' || !/^\s*[[{]/.test(cell)) return cell;
  const value = parsedJson(cell);
  return value === undefined ? cell : value;
}
