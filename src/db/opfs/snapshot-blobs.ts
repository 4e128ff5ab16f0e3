/** The blobs that a copied database names, read in steps that nobody has to wait for. */
import type { Database } from '@sqlite.org/sqlite-wasm';

/** A blob that the copied database names. */
export interface SnapshotBlob {
  readonly sha256: string;
  readonly size: number;
  readonly format: string | null;
  /** The bytes lie in a folder of the user and not in the blob store. */
  readonly outside: boolean;
  /** A model that was added, and nothing else. */
  readonly model: boolean;
}

/** Told how many milliseconds a step kept everything else waiting. */
export type OnStep = (milliseconds: number) => void;

/** Lets other calls have their turn. */
export const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve);
  });

/** Blobs read in one step. */
const pageSize = 2000;

/**
 * Lists every blob once, by hash. From one hash the index is searched for the next, so that a step
 * costs the same however many assets share a file.
 */
export async function blobsOf(
  copy: Pick<Database, 'selectArrays' | 'selectValue'>,
  onStep: OnStep,
  page = pageSize,
): Promise<readonly SnapshotBlob[]> {
  const has = (table: string): boolean =>
    copy.selectValue('SELECT 1 FROM sqlite_master WHERE name = ?', [table]) !== undefined;
  // A database of an older schema lacks the later ones.
  if (!has('assets')) return [];
  const outside = has('outside_blobs') ? 'blob IN (SELECT sha256 FROM outside_blobs)' : '0';
  const models = has('local_models')
    ? `UNION ALL SELECT * FROM (SELECT blob, max(size), 'onnx', 1 FROM local_models
         WHERE blob > ?1 GROUP BY blob ORDER BY blob LIMIT ${page})`
    : '';
  const sql = `
    WITH RECURSIVE listed(blob) AS (
      SELECT min(blob) FROM assets WHERE blob > ?1
      UNION ALL
      SELECT (SELECT min(blob) FROM assets WHERE blob > listed.blob)
        FROM listed WHERE listed.blob IS NOT NULL
      LIMIT ${page})
    SELECT blob, max(size), max(format), ${outside}, min(model) FROM (
      SELECT blob, (SELECT max(size) FROM assets WHERE blob = listed.blob) AS size,
        (SELECT format FROM assets WHERE blob = listed.blob AND format IS NOT NULL LIMIT 1) AS format,
        0 AS model
        FROM listed WHERE blob IS NOT NULL
      ${models})
    GROUP BY blob ORDER BY blob LIMIT ${page}`;
  const found: SnapshotBlob[] = [];
  for (let after = ''; ;) {
    const started = performance.now();
    const rows = copy.selectArrays(sql, [after]);
    for (const [sha256, size, format, isOutside, isModel] of rows) {
      found.push({
        sha256: typeof sha256 === 'string' ? sha256 : '',
        size: Number(size),
        format: typeof format === 'string' ? format : null,
        outside: isOutside === 1,
        model: isModel === 1,
      });
    }
    onStep(performance.now() - started);
    if (rows.length === 0) return found;
    after = found.at(-1)?.sha256 ?? '';
    await breathe();
  }
}
