import type { AssetState } from '#domain/asset.ts';
import type { HistoryEntry, Queries } from '#domain/contract/queries.ts';
import type { Sha256 } from '#domain/id.ts';
import { schemaVersion } from '../../migrations/migrate.ts';
import { nextRedo, nextUndo, requestSummaries } from '../requests.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { plain, query } from './query.ts';

type Small = Queries['thumbnails']['value'][number];

export const libraryQueries = {
  history: query<'history'>(
    z.strictObject({
      entity: z.optional(shape.text(200)),
      request: z.optional(shape.uuid),
      limit: shape.count,
    }),
    ({ connection }, { entity, request, limit }) => {
      const where: string[] = [];
      const values: string[] = [];
      if (entity !== undefined) {
        // The thing itself, and what hangs on it: tags, members and links are named "id:…".
        where.push('(entity_id = ? OR (entity_id >= ? AND entity_id < ?))');
        values.push(entity, `${entity}:`, `${entity};`);
      }
      if (request !== undefined) {
        where.push('request_id = ?');
        values.push(request);
      }
      return connection.all<HistoryEntry>(
        `SELECT id, entity_type, entity_id, action, request_id, actor, old_value, new_value,
           timestamp FROM audit_log ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''}
         ORDER BY id DESC LIMIT ?`,
        [...values, limit],
      );
    },
  ),

  requests: query<'requests'>(z.strictObject({ limit: shape.count }), ({ connection }, { limit }) =>
    requestSummaries(connection, limit),
  ),

  undoState: plain<'undoState'>(({ connection }) => ({
    undo: nextUndo(connection),
    redo: nextRedo(connection),
  })),

  contents: plain<'contents'>(({ connection, thumbnails }) => {
    const blobs = connection.one<{ blobs: number; bytes: number }>(
      `SELECT count(*) AS blobs, coalesce(sum(size), 0) AS bytes FROM (
         SELECT max(size) AS size FROM assets INDEXED BY assets_by_blob
         WHERE blob IS NOT NULL GROUP BY blob)`,
    );
    return {
      blobs: blobs?.blobs ?? 0,
      blob_bytes: blobs?.bytes ?? 0,
      database_bytes: connection.size(),
      thumbnail_bytes: thumbnails.size(),
      by_kind: connection.all<{ kind: string; count: number; bytes: number }>(
        `SELECT kind, count(*) AS count, coalesce(sum(size), 0) AS bytes FROM assets
         GROUP BY kind ORDER BY bytes DESC, kind`,
      ),
    };
  }),

  blobs: query<'blobs'>(
    z.strictObject({ after: shape.text(64), limit: shape.count }),
    ({ connection }, { after, limit }) =>
      connection.all<{ sha256: Sha256; size: number; state: AssetState }>(
        `SELECT sha256, max(size) AS size, min(state) AS state FROM (
           SELECT * FROM (
             SELECT blob AS sha256, max(size) AS size, max(state) AS state
             FROM assets INDEXED BY assets_by_blob
             WHERE blob IS NOT NULL AND blob > ?1 GROUP BY blob ORDER BY blob LIMIT ?2)
           UNION ALL
           SELECT * FROM (
             SELECT blob, size, iif(missing, 'missing', 'ready') FROM local_models
             WHERE blob > ?1 ORDER BY blob LIMIT ?2))
         GROUP BY sha256 ORDER BY sha256 LIMIT ?2`,
        [after, limit],
      ),
  ),

  thumbnails: query<'thumbnails'>(
    z.strictObject({ blobs: shape.hashes }),
    ({ thumbnails }, { blobs }) =>
      thumbnails.all<Small>(
        `SELECT t.blob AS sha256, t.mime, t.width, t.height, t.bytes
         FROM json_each(?) AS wanted CROSS JOIN thumbnails t ON t.blob = wanted.value
         ORDER BY wanted.key`,
        [JSON.stringify(blobs)],
      ),
  ),

  peaks: query<'peaks'>(
    z.strictObject({ blob: shape.sha256 }),
    ({ thumbnails }, { blob }) =>
      thumbnails.one<{ bytes: Uint8Array }>('SELECT bytes FROM peaks WHERE blob = ?', [blob])
        ?.bytes ?? null,
  ),

  waves: query<'waves'>(z.strictObject({ blobs: shape.hashes }), ({ thumbnails }, { blobs }) =>
    thumbnails.all<Queries['waves']['value'][number]>(
      `SELECT p.blob AS sha256, p.bytes AS peaks
       FROM json_each(?) AS wanted CROSS JOIN peaks p ON p.blob = wanted.value`,
      [JSON.stringify(blobs)],
    ),
  ),

  strip: query<'strip'>(
    z.strictObject({ blob: shape.sha256 }),
    ({ thumbnails }, { blob }) =>
      thumbnails.one<{ mime: string; bytes: Uint8Array }>(
        'SELECT mime, bytes FROM strips WHERE blob = ?',
        [blob],
      ) ?? null,
  ),

  schema: plain<'schema'>(({ connection }) => ({
    version: schemaVersion,
    tables: connection.all<{ name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_schema WHERE type IN ('table', 'view') AND sql IS NOT NULL
         AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'asset_search_%' ORDER BY name`,
    ),
  })),
};
