import type {
  ExportRow,
  FolderFile,
  FolderFileRow,
  FolderRow,
  BlobPlace,
} from '#domain/contract/folders.ts';
import type { Sha256 } from '#domain/id.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { tagPaths } from '../tag-tree.ts';
import { plain, query, type Reading } from './query.ts';

type Json = 'ignore' | 'settings' | 'task';
type Raw = Omit<FolderRow, Json> & Readonly<Record<Json, string | null>>;

/** One folder or all of them, with counts and the newest scan. */
const foldersWhere = (condition: string): string => `
  SELECT f.id, f.name, f.role, f.mode, f.project_id, p.name AS project_name, f.ignore, f.settings,
    f.last_scanned_at, f.created_at,
    coalesce(sum(a.missing_since IS NULL AND a.path IS NOT NULL), 0) AS files,
    coalesce(sum(CASE WHEN a.missing_since IS NULL THEN a.size END), 0) AS bytes,
    coalesce(sum(a.missing_since IS NOT NULL), 0) AS missing,
    (SELECT count(*) FROM folder_skipped s WHERE s.folder_id = f.id AND s.reason <> 'removed') AS skipped,
    (SELECT count(*) FROM folder_skipped s WHERE s.folder_id = f.id AND s.reason = 'removed') AS removed,
    coalesce(sum(o.sha256 IS NOT NULL AND a.missing_since IS NULL), 0) AS outside,
    coalesce(sum(CASE WHEN o.sha256 IS NOT NULL AND a.missing_since IS NULL THEN a.size END), 0)
      AS outside_bytes,
    (SELECT json_object('id', t.id, 'status', t.status, 'blocked_reason', t.blocked_reason,
       'progress', t.progress, 'started_at', t.started_at, 'finished_at', t.finished_at,
       'failure', t.failure)
     FROM tasks t INDEXED BY tasks_by_folder
     WHERE t.kind IN ('scan_folder', 'export_files') AND t.kind = 'scan_folder'
       AND t.params ->> '$.folder' = f.id
     ORDER BY t.created_at DESC LIMIT 1) AS task,
    (SELECT t.result FROM tasks t INDEXED BY tasks_by_folder
     WHERE t.kind IN ('scan_folder', 'export_files') AND t.kind = 'scan_folder'
       AND t.params ->> '$.folder' = f.id AND t.result ->> '$.news' = 1
     ORDER BY t.created_at DESC LIMIT 1) AS report,
    (SELECT coalesce(t.finished_at, t.updated_at) FROM tasks t INDEXED BY tasks_by_folder
     WHERE t.kind IN ('scan_folder', 'export_files') AND t.kind = 'scan_folder'
       AND t.params ->> '$.folder' = f.id AND t.result ->> '$.news' = 1
     ORDER BY t.created_at DESC LIMIT 1) AS reported_at
  FROM folders f
  LEFT JOIN projects p ON p.id = f.project_id
  LEFT JOIN asset_files a ON a.folder_id = f.id
  LEFT JOIN outside_blobs o ON o.sha256 = a.sha256
  WHERE f.deleted_at IS NULL AND ${condition}
  GROUP BY f.id ORDER BY f.role DESC, f.created_at, f.id`;

const parsed = (row: Raw): FolderRow => ({
  ...row,
  // The border: this program wrote these columns itself, and the schema checks their kind.
  ignore: JSON.parse(row.ignore ?? '[]') as readonly string[],
  settings: JSON.parse(row.settings ?? '{}') as FolderRow['settings'],
  task: JSON.parse(row.task ?? 'null') as FolderRow['task'],
});

const all = ({ connection }: Reading): readonly FolderRow[] =>
  connection.all<Raw>(foldersWhere('1')).map(parsed);

export const folderQueries = {
  folders: plain<'folders'>(all),

  folder: query<'folder'>(z.strictObject({ id: shape.uuid }), ({ connection }, { id }) => {
    const row = connection.one<Raw>(foldersWhere('f.id = ?'), [id]);
    return row === undefined ? null : parsed(row);
  }),

  folderFiles: query<'folderFiles'>(
    z.strictObject({ folder: shape.uuid, after: shape.text(4096), limit: shape.count }),
    ({ connection }, { folder, after, limit }) =>
      connection.all<FolderFileRow>(
        `SELECT path, size, coalesce(mtime, 0) AS mtime, missing_since, sha256 FROM asset_files
         WHERE folder_id = ?1 AND path > ?2
         UNION ALL
         SELECT path, size, mtime, NULL, NULL FROM folder_skipped
         WHERE folder_id = ?1 AND path > ?2
           AND NOT EXISTS (SELECT 1 FROM asset_files a
             WHERE a.folder_id = ?1 AND a.path = folder_skipped.path)
         UNION ALL
         SELECT path, size, mtime, missing_since, NULL FROM sidecars
         WHERE folder_id = ?1 AND path > ?2
         ORDER BY path LIMIT ?3`,
        [folder, after, limit],
      ),
  ),

  outsideFiles: query<'outsideFiles'>(
    z.strictObject({ folder: shape.uuid, after: shape.text(4096), limit: shape.count }),
    ({ connection }, { folder, after, limit }) =>
      connection.all<BlobPlace & { sha256: Sha256 }>(
        `SELECT f.id AS folder, f.name AS folder_name, a.path, a.size, coalesce(a.mtime, 0) AS mtime,
           a.sha256
         FROM asset_files a JOIN folders f ON f.id = a.folder_id
         JOIN outside_blobs o ON o.sha256 = a.sha256
         WHERE a.folder_id = ?1 AND a.path > ?2 AND a.missing_since IS NULL
         ORDER BY a.path LIMIT ?3`,
        [folder, after, limit],
      ),
  ),

  places: query<'places'>(z.strictObject({ blob: shape.sha256 }), ({ connection }, { blob }) =>
    connection.all<BlobPlace>(
      `SELECT f.id AS folder, f.name AS folder_name, a.path, a.size, coalesce(a.mtime, 0) AS mtime
       FROM asset_files a JOIN folders f ON f.id = a.folder_id
       WHERE a.sha256 = ? AND a.missing_since IS NULL AND f.deleted_at IS NULL
         AND f.role = 'watched'
       ORDER BY a.last_seen_at DESC, a.path LIMIT 20`,
      [blob],
    ),
  ),

  looseFiles: query<'looseFiles'>(
    z.strictObject({ under: shape.text(4096) }),
    ({ connection }, { under }) =>
      connection.all<Omit<FolderFile, 'stored'>>(
        // "0" is the sign after "/", so that the range is what lies in the folder.
        `SELECT f.path, f.size, coalesce(f.mtime, 0) AS mtime, f.sha256, a.kind,
           coalesce(a.mime, '') AS mime, coalesce(a.format, '') AS format
         FROM asset_files f JOIN assets a ON a.id = f.asset_id
         WHERE f.folder_id IS NULL AND f.path > ?1 || '/' AND f.path < ?1 || '0'
         ORDER BY f.path LIMIT 100000`,
        [under],
      ),
  ),

  exportRows: query<'exportRows'>(
    z.strictObject({ ids: shape.uuids }),
    ({ connection }, { ids }) => {
      const pathOf = tagPaths(connection);
      return connection
        .all<Omit<ExportRow, 'tags' | 'tag_paths'> & { readonly tags: string }>(
          `SELECT a.id, a.name, a.kind, a.blob, a.size, a.format, a.origin, a.theme,
             p.name AS project_name, a.width, a.height, a.created_at, a.provenance, a.source,
             a.alt_text, a.rating, a.approved, a.review, a.metadata, a.generation,
             (SELECT json_group_array(tag) FROM
               (SELECT tag FROM asset_tags WHERE asset_id = a.id ORDER BY tag)) AS tags
           FROM json_each(?) AS wanted CROSS JOIN assets a ON a.id = wanted.value
           LEFT JOIN projects p ON p.id = a.project_id
           ORDER BY wanted.key`,
          [JSON.stringify(ids)],
        )
        .map((row) => {
          const tags = JSON.parse(row.tags) as readonly string[];
          const tag_paths = tags.map(pathOf).filter((path) => path.length > 1);
          return { ...row, tags, tag_paths };
        });
    },
  ),
};
