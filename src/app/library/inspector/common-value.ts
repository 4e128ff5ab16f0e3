/** What several assets have in common: one value, or `mixed`. */
export type Common<Value> =
  | { readonly mixed: false; readonly value: Value }
  | { readonly mixed: true };

/** The value that all rows share under a key. */
export function commonValue<Row, Key extends keyof Row>(
  rows: readonly Row[],
  key: Key,
): Common<Row[Key] | null> {
  const [first, ...rest] = rows;
  if (!first) return { mixed: false, value: null };
  const value = first[key];
  return rest.every((row) => row[key] === value) ? { mixed: false, value } : { mixed: true };
}
