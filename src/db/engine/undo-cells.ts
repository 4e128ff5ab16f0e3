/**
 * Cells that hold several facts as one JSON object. The machine adds to them whenever it has read a
 * file, so taking a person's change back means the keys of that change, not the cell as it was.
 */
import type { Value } from '../connection.ts';

/** Columns taken back key by key, as "table.column". */
const keyed: ReadonlySet<string> = new Set(['assets.metadata']);

/** The keys of a cell, each with its value as JSON; null: it holds no JSON object. */
function keysOf(cell: Value | undefined): ReadonlyMap<string, string> | null {
  if (typeof cell !== 'string') return null;
  try {
    const read: unknown = JSON.parse(cell);
    if (typeof read !== 'object' || read === null || Array.isArray(read)) return null;
    return new Map(Object.entries(read).map(([key, value]) => [key, JSON.stringify(value)]));
  } catch {
    return null;
  }
}

const joined = (keys: ReadonlyMap<string, string>): string =>
  `{${[...keys].map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(',')}}`;

/**
 * What a cell becomes when a change from `before` to `after` is taken back while it holds `now`;
 * `undefined`: it was changed since in what this change was about.
 */
export function cellBack(
  column: string,
  before: Value | undefined,
  after: Value | undefined,
  now: Value | undefined,
): Value | undefined {
  if (now === after || now === before) return before;
  if (!keyed.has(column)) return undefined;
  const [old, given, present] = [keysOf(before), keysOf(after), keysOf(now)];
  if (old === null || given === null || present === null) return undefined;
  const back = new Map(present);
  for (const key of new Set([...old.keys(), ...given.keys()])) {
    const was = old.get(key);
    if (was === given.get(key) || was === present.get(key)) continue;
    if (present.get(key) !== given.get(key)) return undefined;
    if (was === undefined) back.delete(key);
    else back.set(key, was);
  }
  return joined(back);
}
