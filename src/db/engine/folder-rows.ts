/** Reads and writes of linked folders that several commands share. */
import type { FolderId, Sha256 } from '#domain/id.ts';
import type { Result } from '#domain/result.ts';
import { fail, ok } from '#domain/result.ts';
import type { Scope } from './scope.ts';

interface Folder {
  readonly id: FolderId;
  readonly name: string;
  readonly role: string;
  readonly mode: 'copy' | 'in_place';
  readonly settings: string;
  readonly project_id: string | null;
}

/** A linked folder, or the failure that there is none. */
export function folderOf({ connection }: Scope, id: string): Result<Folder> {
  const row = connection.one<Folder>(
    `SELECT id, name, role, mode, settings, project_id FROM folders
     WHERE id = ? AND deleted_at IS NULL`,
    [id],
  );
  return row === undefined ? fail({ code: 'not_found', what: 'folder', id }) : ok(row);
}

/** Whether a blob lies in a linked folder now, as far as the last scans know. */
const isPlaced = `EXISTS (SELECT 1 FROM asset_files p JOIN folders f ON f.id = p.folder_id
  WHERE p.sha256 = assets.blob AND p.missing_since IS NULL AND f.deleted_at IS NULL
    AND f.role = 'watched')`;

/** Marks the assets of these blobs as missing or there, where their bytes are in no store. */
export function settleStates({ connection, at }: Scope, blobs: readonly Sha256[]): void {
  const given = JSON.stringify(blobs);
  const outside = `blob IN (SELECT value FROM json_each(?2))
    AND blob IN (SELECT sha256 FROM outside_blobs)`;
  connection.run(
    `UPDATE assets SET state = 'missing', updated_at = ?1
     WHERE ${outside} AND state = 'ready' AND NOT ${isPlaced}`,
    [at, given],
  );
  connection.run(
    `UPDATE assets SET state = 'ready', updated_at = ?1
     WHERE ${outside} AND state = 'missing' AND ${isPlaced}`,
    [at, given],
  );
}
