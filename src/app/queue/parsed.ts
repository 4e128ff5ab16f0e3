/** JSON of a row; null where there is none or it cannot be read. */
export function parsed(json: string | null): unknown {
  if (json === null) return null;
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
