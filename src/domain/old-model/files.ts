/** Finds the chosen file that an old row means by its path, whatever machine the path was of. */

const partsOf = (path: string): readonly string[] =>
  path
    .replaceAll('\\', '/')
    .toLowerCase()
    .split('/')
    .filter((part) => part !== '');

/**
 * Gives a function from an old path to the chosen one: the one that has most folders in common from
 * the end on; null where the name is not there, or two fit equally well.
 */
export function fileFinder(chosen: readonly string[]): (path: string) => string | null {
  const byName = new Map<string, { readonly path: string; readonly parts: readonly string[] }[]>();
  for (const path of chosen) {
    const parts = partsOf(path);
    const name = parts.at(-1) ?? '';
    byName.set(name, [...(byName.get(name) ?? []), { path, parts }]);
  }
  return (path) => {
    const wanted = partsOf(path);
    const scored = (byName.get(wanted.at(-1) ?? '') ?? []).map((one) => {
      let same = 0;
      while (same < wanted.length && wanted.at(-1 - same) === one.parts.at(-1 - same)) same += 1;
      return { path: one.path, same };
    });
    const best = Math.max(...scored.map(({ same }) => same));
    const fitting = scored.filter(({ same }) => same === best);
    return fitting.length === 1 ? (fitting[0]?.path ?? null) : null;
  };
}
