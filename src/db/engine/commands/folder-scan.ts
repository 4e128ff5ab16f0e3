/**
 * What a scan writes. Laws: bytes that the library knows are never entered twice; a file that is
 * gone is noted, never deleted; a known hash under a new name is the old file, moved; other bytes
 * under an old name are a new asset beside the old one.
 */
import type { AssetRow } from '#domain/asset.ts';
import type { FolderFile } from '#domain/contract/folders.ts';
import type { FolderOutcome } from '#domain/folders/report.ts';
import { readReport, withOutcomes } from '#domain/folders/report.ts';
import type { AssetId, Sha256 } from '#domain/id.ts';
import { cleanName } from '#domain/name.ts';
import { positionBetween } from '#domain/position.ts';
import { ok } from '#domain/result.ts';
import { nameKey } from '#domain/search.ts';
import { folderOf, settleStates } from '../folder-rows.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { inbox, insertAsset, readAsset, readTask } from '../rows.ts';
import type { Scope } from '../scope.ts';
import { insertExtraction, lastPosition } from '../task-rows.ts';
import { command } from './command.ts';
import { reportOutcomes as report, skipFile, skippedFile } from './folder-report.ts';

const path = z.string().check(z.minLength(1), z.maxLength(4096));
const paths = z.array(path).check(z.maxLength(100_000));
const bytes = z.int().check(z.gte(0));
const mtime = z.int();

const folderFile = z.strictObject({
  path,
  size: bytes,
  mtime,
  sha256: shape.sha256,
  kind: shape.assetKind,
  mime: shape.text(200),
  format: shape.text(50),
  misnamed_as: z.optional(shape.text(50)),
  stored: z.boolean(),
});

interface Place {
  readonly id: string;
  readonly asset_id: AssetId;
  readonly path: string;
  readonly sha256: Sha256;
  readonly missing_since: number | null;
}

const nameOf = (of: string): string => of.slice(of.lastIndexOf('/') + 1);

/** Notes that the bytes of a file are in the store, or only where the file lies. */
function noteBytes({ connection, at }: Scope, file: FolderFile, known: AssetRow | undefined): void {
  if (file.stored) {
    connection.run('DELETE FROM outside_blobs WHERE sha256 = ?', [file.sha256]);
  } else if (known === undefined || known.state === 'missing') {
    connection.run('INSERT INTO outside_blobs (sha256) VALUES (?) ON CONFLICT DO NOTHING', [
      file.sha256,
    ]);
  }
  if (known === undefined) return;
  connection.run(
    `UPDATE assets SET state = 'ready', updated_at = ?2 WHERE blob = ?1 AND state = 'missing'`,
    [file.sha256, at],
  );
}

function createAsset(
  scope: Scope,
  file: FolderFile,
  project: string | null,
  order: { position: string },
): AssetId {
  const id = scope.newId() as AssetId;
  insertAsset(scope.connection, {
    id,
    project_id: project as never,
    kind: file.kind,
    name: cleanName(nameOf(file.path)),
    state: 'ready',
    origin: 'import',
    blob: file.sha256,
    mime: file.mime,
    format: file.format,
    size: file.size,
    metadata: JSON.stringify(
      file.misnamed_as === undefined ? {} : { misnamed_as: file.misnamed_as },
    ),
    created_at: scope.at,
  });
  insertExtraction(scope, { id, project_id: project }, order.position);
  order.position = positionBetween(order.position, null);
  return id;
}

/** A file under a path that was known: the same bytes, or others. */
function enterKnown(
  scope: Scope,
  file: FolderFile,
  place: Place,
  known: AssetRow | undefined,
  create: () => AssetId,
): FolderOutcome {
  const { connection, at } = scope;
  const isSame = place.sha256 === file.sha256;
  const asset = isSame ? place.asset_id : (known?.id ?? create());
  connection.run(
    `UPDATE asset_files SET asset_id = ?2, size = ?3, mtime = ?4, sha256 = ?5, missing_since = NULL,
       last_seen_at = ?6, updated_at = ?6 WHERE id = ?1`,
    [place.id, asset, file.size, file.mtime, file.sha256, at],
  );
  if (isSame) {
    return { outcome: place.missing_since === null ? 'same' : 'back', path: file.path };
  }
  settleStates(scope, [place.sha256]);
  if (known === undefined) {
    connection.run(
      `INSERT INTO asset_relationships
         (parent_asset_id, child_asset_id, relationship_type, metadata, created_at, updated_at)
       VALUES (?1, ?2, 'variant_of', ?3, ?4, ?4) ON CONFLICT DO NOTHING`,
      [place.asset_id, asset, JSON.stringify({ reason: 'file_changed', path: file.path }), at],
    );
  }
  return { outcome: 'changed', path: file.path };
}

/** A file under a path that was not known: a known file that moved, known bytes, or something new. */
function enterFresh(
  scope: Scope,
  folder: string,
  file: FolderFile,
  known: AssetRow | undefined,
  create: () => AssetId,
): FolderOutcome {
  const { connection, at } = scope;
  const moved = connection.one<Place>(
    // By the hash: in the order of paths each new file would walk through all the others.
    `SELECT id, asset_id, path, sha256, missing_since
     FROM asset_files INDEXED BY asset_files_by_hash
     WHERE sha256 = ?1 AND folder_id = ?2 AND missing_since IS NOT NULL ORDER BY path LIMIT 1`,
    [file.sha256, folder],
  );
  if (moved !== undefined) {
    connection.run(
      `UPDATE asset_files SET path = ?2, moved_from = ?3, size = ?4, mtime = ?5,
         missing_since = NULL, last_seen_at = ?6, updated_at = ?6 WHERE id = ?1`,
      [moved.id, file.path, moved.path, file.size, file.mtime, at],
    );
    followName(scope, moved, file.path);
    return { outcome: 'moved', path: file.path, from: moved.path };
  }
  const asset = known?.id ?? create();
  connection.run(
    `INSERT INTO asset_files
       (id, asset_id, folder_id, path, size, mtime, sha256, last_seen_at, created_at, updated_at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?8)`,
    [scope.newId(), asset, folder, file.path, file.size, file.mtime, file.sha256, at],
  );
  if (known === undefined) return { outcome: 'imported', path: file.path };
  return { outcome: 'linked', path: file.path, trashed: known.deleted_at !== null };
}

/** An asset that still bears the name of its file is renamed with it; a name given by hand stays. */
function followName({ connection, at }: Scope, moved: Place, to: string): void {
  const name = cleanName(nameOf(to));
  connection.run(
    `UPDATE assets SET name = ?2, name_key = ?3, updated_at = ?4
     WHERE id = ?1 AND name = ?5 AND name <> ?2`,
    [moved.asset_id, name, nameKey(name), at, cleanName(nameOf(moved.path))],
  );
}

export const scanCommands = {
  noteFolderChanges: command<'noteFolderChanges'>(
    z.strictObject({
      folder: shape.uuid,
      task: z.optional(shape.uuid),
      vanished: paths,
      back: paths,
    }),
    (scope, { folder, task, vanished, back }) => {
      const found = folderOf(scope, folder);
      if (!found.ok) return found;
      const { connection, at } = scope;
      const gone = connection.run(
        `UPDATE asset_files SET missing_since = ?1, updated_at = ?1
         WHERE folder_id = ?2 AND missing_since IS NULL
           AND path IN (SELECT value FROM json_each(?3))`,
        [at, folder, JSON.stringify(vanished)],
      );
      const again = connection.run(
        `UPDATE asset_files SET missing_since = NULL, last_seen_at = ?1, updated_at = ?1
         WHERE folder_id = ?2 AND missing_since IS NOT NULL
           AND path IN (SELECT value FROM json_each(?3))`,
        [at, folder, JSON.stringify(back)],
      );
      connection.run(
        `DELETE FROM folder_skipped WHERE folder_id = ?1
           AND path IN (SELECT value FROM json_each(?2))`,
        [folder, JSON.stringify(vanished)],
      );
      for (const [when, which] of [
        [at, vanished],
        [null, back],
      ] as const) {
        connection.run(
          `UPDATE sidecars SET missing_since = ?1
           WHERE folder_id = ?2 AND path IN (SELECT value FROM json_each(?3))`,
          [when, folder, JSON.stringify(which)],
        );
      }
      report(
        scope,
        task,
        back.map((one) => ({ outcome: 'back', path: one })),
      );
      return ok({ changed: gone + again });
    },
  ),

  enterFolderFiles: command<'enterFolderFiles'>(
    z.strictObject({
      folder: shape.uuid,
      task: z.optional(shape.uuid),
      files: z.array(folderFile).check(z.maxLength(10_000)),
      skipped: z.array(skippedFile).check(z.maxLength(10_000)),
    }),
    (scope, { folder, task, files, skipped }) => {
      const found = folderOf(scope, folder);
      if (!found.ok) return found;
      const { connection } = scope;
      const project =
        found.value.project_id ??
        connection.one<{ id: string }>(
          'SELECT id FROM projects WHERE folder_id = ? AND deleted_at IS NULL ORDER BY id LIMIT 1',
          [folder],
        )?.id ??
        inbox(connection);
      const order = { position: positionBetween(lastPosition(connection), null) };
      const outcomes = files.map((file): FolderOutcome => {
        const place = connection.one<Place>(
          `SELECT id, asset_id, path, sha256, missing_since FROM asset_files
           WHERE folder_id = ? AND path = ?`,
          [folder, file.path],
        );
        const id = connection.one<{ id: AssetId }>(
          `SELECT id FROM assets WHERE blob = ? ORDER BY deleted_at IS NOT NULL, n LIMIT 1`,
          [file.sha256],
        )?.id;
        const known = readAsset(connection, id ?? null);
        noteBytes(scope, file, known);
        connection.run('DELETE FROM folder_skipped WHERE folder_id = ? AND path = ?', [
          folder,
          file.path,
        ]);
        const create = (): AssetId => createAsset(scope, file, project, order);
        return place === undefined
          ? enterFresh(scope, folder, file, known, create)
          : enterKnown(scope, file, place, known, create);
      });
      for (const file of skipped) {
        skipFile(scope, folder, file);
        outcomes.push({ outcome: 'skipped', path: file.path, reason: file.reason });
      }
      report(scope, task, outcomes);
      return ok({ outcomes });
    },
  ),

  endFolderScan: command<'endFolderScan'>(
    z.strictObject({
      folder: shape.uuid,
      task: z.optional(shape.uuid),
      unchanged: bytes,
      ignored: bytes,
      unsettled: bytes,
      unreadable: z.array(shape.text(4096)).check(z.maxLength(1000)),
    }),
    (scope, { folder, task, ...rest }) => {
      const found = folderOf(scope, folder);
      if (!found.ok) return found;
      const { connection, at } = scope;
      const row = task === undefined ? undefined : readTask(connection, task);
      // What vanished since this scan began and was not found under another name.
      const gone = connection.all<{ path: string }>(
        `SELECT path FROM asset_files WHERE folder_id = ? AND missing_since >= ? ORDER BY path`,
        [folder, row?.created_at ?? at],
      );
      const told = withOutcomes(
        readReport(row?.result ?? null),
        gone.map((one) => ({ outcome: 'vanished', path: one.path })),
      );
      const whole = { ...told, ...rest };
      if (whole.news) {
        // Only these can stand wrong: in a folder of many thousands the others are not touched.
        const hashes = connection.all<{ sha256: Sha256 }>(
          `SELECT DISTINCT f.sha256 FROM asset_files f JOIN assets a ON a.id = f.asset_id
           WHERE f.folder_id = ? AND (f.missing_since IS NOT NULL OR a.state = 'missing')`,
          [folder],
        );
        settleStates(
          scope,
          hashes.map(({ sha256 }) => sha256),
        );
      }
      connection.run('UPDATE folders SET last_scanned_at = ? WHERE id = ?', [at, folder]);
      if (task !== undefined && whole.news) {
        connection.run('UPDATE tasks SET archived = 0 WHERE id = ?', [task]);
      }
      return ok({ report: whole });
    },
  ),

  noteCopied: command<'noteCopied'>(
    z.strictObject({ folder: shape.uuid, blobs: shape.hashes, all: z.boolean() }),
    (scope, { folder, blobs, all }) => {
      const found = folderOf(scope, folder);
      if (!found.ok) return found;
      const { connection, at } = scope;
      const given = JSON.stringify(blobs);
      const changed = connection.run(
        'DELETE FROM outside_blobs WHERE sha256 IN (SELECT value FROM json_each(?))',
        [given],
      );
      connection.run(
        `UPDATE assets SET state = 'ready', updated_at = ?2
         WHERE state = 'missing' AND blob IN (SELECT value FROM json_each(?1))`,
        [given, at],
      );
      if (all) {
        connection.run(
          `UPDATE folders SET mode = 'copy', updated_at = ?2 WHERE id = ?1 AND mode <> 'copy'`,
          [folder, at],
        );
      }
      return ok({ changed });
    },
  ),
};
