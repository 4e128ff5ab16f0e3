import type { CollectionMember, CollectionRow } from '#domain/contract/collections.ts';
import type { CollectionId, ProjectId, Sha256 } from '#domain/id.ts';
import { nameKey } from '#domain/search.ts';
import type { Connection } from '../../connection.ts';
import { deletionOf } from '../collection-deletion.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { faceOf, type Face } from './face.ts';
import { layoutOf } from './filter.ts';
import { type Reading, query } from './query.ts';

type Stored = Omit<CollectionRow, 'cover' | 'cover_drawings' | 'count'>;

const columns = `c.id, c.type, c.name, c.description, c.project_id, c.metadata,
  CASE WHEN c.type = 'smart' THEN c.metadata ->> '$.query' END AS query,
  c.metadata ->> '$.sort' AS sort, c.cover_asset_id, c.archived_at, c.created_at, c.updated_at,
  c.deleted_at`;

/** Members without the trash: all of them by their index, less the few that lie there. */
const allMembers = (connection: Connection, id: string): number =>
  connection.one<{ count: number }>(
    `SELECT (SELECT count(*) FROM asset_collection_members WHERE collection_id = ?1) -
       (SELECT count(*) FROM assets a WHERE a.shelf = 2 AND EXISTS (
          SELECT 1 FROM asset_collection_members
          WHERE asset_id = a.id AND collection_id = ?1)) AS count`,
    [id],
  )?.count ?? 0;

/** Members that show in a project: its own and those of the whole library. */
const membersIn = (connection: Connection, id: string, project: string): number =>
  connection.one<{ count: number }>(
    `SELECT count(*) AS count FROM asset_collection_members m JOIN assets a ON a.id = m.asset_id
     WHERE m.collection_id = ? AND a.deleted_at IS NULL
       AND (a.project_id = ? OR a.project_id IS NULL)`,
    [id, project],
  )?.count ?? 0;

/** Row numbers that a smart collection finds now, newest first. */
const found = (
  connection: Connection,
  collection: CollectionId,
  project: ProjectId | undefined,
  at: number,
): Uint32Array => {
  const filter = { collection, ...(project === undefined ? {} : { project }) };
  return layoutOf(connection, filter, 'newest', at).first;
};

const coverOfMembers = (
  connection: Connection,
  row: Stored,
  project: ProjectId | undefined,
): Face =>
  faceOf(
    connection.all<{ blob: Sha256; format: string | null }>(
      `SELECT a.blob, a.format FROM asset_collection_members m JOIN assets a ON a.id = m.asset_id
       WHERE m.collection_id = ?1 AND a.blob IS NOT NULL AND a.deleted_at IS NULL
         AND (?3 IS NULL OR a.project_id IS NULL OR a.project_id = ?3)
       ORDER BY m.asset_id IS NOT ?2, m.position, m.asset_id LIMIT 4`,
      [row.id, row.cover_asset_id, project ?? null],
    ),
  );

const coverOfRows = (connection: Connection, rows: readonly number[]): Face =>
  faceOf(
    connection.all<{ blob: Sha256; format: string | null }>(
      `SELECT a.blob, a.format FROM json_each(?) AS wanted CROSS JOIN assets a ON a.n = wanted.value
       WHERE a.blob IS NOT NULL ORDER BY wanted.key LIMIT 4`,
      [JSON.stringify(rows)],
    ),
  );

function whole({ connection, at }: Reading, row: Stored, project?: ProjectId): CollectionRow {
  if (row.type !== 'smart') {
    const count =
      project === undefined
        ? allMembers(connection, row.id)
        : membersIn(connection, row.id, project);
    return { ...row, count, ...coverOfMembers(connection, row, project) };
  }
  const rows = found(connection, row.id, project, at);
  return { ...row, count: rows.length, ...coverOfRows(connection, [...rows.subarray(0, 8)]) };
}

export const collectionQueries = {
  collections: query<'collections'>(
    z.strictObject({
      project: z.optional(shape.uuid),
      asset: z.optional(shape.uuid),
      archived: z.optional(z.boolean()),
      trashed: z.optional(z.boolean()),
    }),
    (scope, { project, asset, archived = false, trashed = false }) => {
      const { connection } = scope;
      const where = [`c.type <> 'pack'`, `c.deleted_at IS ${trashed ? 'NOT NULL' : 'NULL'}`];
      const values: string[] = [];
      if (!archived) where.push('c.archived_at IS NULL');
      if (project !== undefined) {
        where.push('(c.project_id IS NULL OR c.project_id = ?)');
        values.push(project);
      }
      if (asset !== undefined) {
        where.push(
          'c.id IN (SELECT collection_id FROM asset_collection_members WHERE asset_id = ?)',
        );
        values.push(asset);
      }
      return connection
        .all<Stored>(
          `SELECT ${columns} FROM asset_collections c WHERE ${where.join(' AND ')} ORDER BY c.id`,
          values,
        )
        .map((row) => ({ row, key: nameKey(row.name) }))
        .toSorted((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0))
        .map(({ row }) => whole(scope, row, project));
    },
  ),

  collection: query<'collection'>(z.strictObject({ id: shape.uuid }), (scope, { id }) => {
    const row = scope.connection.one<Stored>(
      `SELECT ${columns} FROM asset_collections c WHERE c.id = ? AND c.type <> 'pack'`,
      [id],
    );
    return row === undefined ? null : whole(scope, row);
  }),

  collectionDeletion: query<'collectionDeletion'>(
    z.strictObject({ id: shape.uuid }),
    ({ connection }, { id }) => deletionOf(connection, id),
  ),

  collectionMembers: query<'collectionMembers'>(
    z.strictObject({
      id: shape.uuid,
      assets: z.optional(shape.uuids),
      limit: shape.count,
    }),
    ({ connection }, { id, assets, limit }) =>
      connection.all<CollectionMember>(
        `SELECT a.id AS asset, a.n, a.name, a.kind, a.blob, a.format, m.position, m.metadata
         FROM asset_collection_members m JOIN assets a ON a.id = m.asset_id
         WHERE m.collection_id = ?1 AND a.deleted_at IS NULL
           ${assets === undefined ? '' : 'AND m.asset_id IN (SELECT value FROM json_each(?3))'}
         ORDER BY m.position, m.asset_id LIMIT ?2`,
        assets === undefined ? [id, limit] : [id, limit, JSON.stringify(assets)],
      ),
  ),
};
