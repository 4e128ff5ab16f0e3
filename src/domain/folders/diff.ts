/** What happened in a linked folder since it was last looked at, told by names, sizes and times. */

/** A file as the disk shows it now. `mtime` in ms UTC. */
export interface FoundFile {
  /** Below the linked folder, "/" between parts. */
  readonly path: string;
  readonly size: number;
  readonly mtime: number;
}

/** A file as the library remembers it. */
export interface KnownFile extends FoundFile {
  /** Since when it is not there any more. */
  readonly missing_since: number | null;
}

export interface FolderDiff<Found extends FoundFile, Known extends KnownFile> {
  /** Paths that the library does not know: new files, or known ones under new names. */
  readonly fresh: readonly Found[];
  /** Known paths with another size or time: their bytes must be looked at. */
  readonly changed: readonly Found[];
  /** Known files that were gone and lie there again as they were. */
  readonly back: readonly Known[];
  /** Known files that are not there, and were there until now. */
  readonly vanished: readonly Known[];
  readonly unchanged: number;
}

/**
 * Compares what was found with what is known.
 *
 * @param isHidden paths that were not looked at (left out by a rule, or unreadable today): of
 * these nothing is concluded
 */
export function diffFolder<Found extends FoundFile, Known extends KnownFile>(
  known: readonly Known[],
  found: readonly Found[],
  isHidden: (path: string) => boolean = () => false,
): FolderDiff<Found, Known> {
  const knownByPath = new Map(known.map((file) => [file.path, file]));
  const fresh: Found[] = [];
  const changed: Found[] = [];
  const back: Known[] = [];
  const seen = new Set<string>();
  let unchanged = 0;
  for (const file of found) {
    seen.add(file.path);
    const before = knownByPath.get(file.path);
    if (before === undefined) fresh.push(file);
    else if (before.size !== file.size || before.mtime !== file.mtime) changed.push(file);
    else if (before.missing_since !== null) back.push(before);
    else unchanged += 1;
  }
  const vanished = known.filter(
    (file) => file.missing_since === null && !seen.has(file.path) && !isHidden(file.path),
  );
  return { fresh, changed, back, vanished, unchanged };
}
