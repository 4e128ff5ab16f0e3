/** Names and values as they are edited, from and to the JSON of a member. */

export interface Line {
  readonly key: string;
  readonly value: string;
  /** What was stored: kept as it is, number or list, as long as its text stays the same. */
  readonly given: unknown;
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

/** The lines of a stored object. */
export const linesOf = (json: string): readonly Line[] =>
  Object.entries(JSON.parse(json) as Record<string, unknown>).map(([key, given]) => ({
    key,
    value: textOf(given),
    given,
  }));

/** The object of some lines; null when two have one name. Lines without a name are left out. */
export function objectOf(lines: readonly Line[]): Record<string, unknown> | null {
  const named = lines.filter(({ key }) => key.trim() !== '');
  const keys = new Set(named.map(({ key }) => key.trim()));
  if (keys.size < named.length) return null;
  return Object.fromEntries(
    named.map(({ key, value, given }) => [
      key.trim(),
      given !== null && textOf(given) === value ? given : value,
    ]),
  );
}
