import type { AssetRow } from '#domain/asset.ts';
import type { PackMember, PackRow } from '#domain/contract/queries.ts';
import type { PackId, Sha256 } from '#domain/id.ts';
import type { Connection } from '../../connection.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { assetColumns } from '../rows.ts';
import { ancestorsOf, tagsOf } from './assets.ts';
import { faceOf } from './face.ts';
import { query } from './query.ts';
import { groundsOf } from './rights.ts';

type StoredPack = Omit<PackRow, 'cover' | 'cover_drawings' | 'stale'> & { readonly stale: 0 | 1 };

const packs = `
  SELECT a.id, a.n, a.name, p.theme, p.description, p.license_type, p.export_path, p.exported_at,
    t.asset_count, t.total_size, t.total_size_mb, a.updated_at, a.created_at,
    p.exported_at IS NOT NULL AND (a.updated_at > p.exported_at OR EXISTS (
      SELECT 1 FROM asset_collection_members m JOIN assets x ON x.id = m.asset_id
      WHERE m.collection_id = p.id AND x.updated_at > p.exported_at)) AS stale
  FROM packs p JOIN assets a ON a.id = p.id JOIN pack_totals t ON t.id = p.id
  WHERE a.deleted_at IS NULL`;

const withCover = (connection: Connection, row: StoredPack): PackRow => ({
  ...row,
  stale: row.stale === 1,
  ...faceOf(
    connection.all<{ blob: Sha256; format: string | null }>(
      `SELECT a.blob, a.format FROM asset_collection_members m JOIN assets a ON a.id = m.asset_id
       WHERE m.collection_id = ? AND a.blob IS NOT NULL AND a.deleted_at IS NULL
       ORDER BY m.position, m.asset_id LIMIT 4`,
      [row.id],
    ),
  ),
});

function member(
  connection: Connection,
  { position, ...asset }: AssetRow & { readonly position: string },
): PackMember {
  return {
    asset,
    position,
    tags: tagsOf(connection, asset.id),
    from: ancestorsOf(connection, asset.id),
    grounds: groundsOf(connection, asset.id),
  };
}

export const packQueries = {
  packs: query<'packs'>(
    z.strictObject({ project: z.optional(shape.uuid) }),
    ({ connection }, { project }) =>
      connection
        .all<StoredPack>(
          `${packs} ${project === undefined ? '' : 'AND (a.project_id = ? OR a.project_id IS NULL)'}
           ORDER BY a.updated_at DESC, a.n DESC`,
          project === undefined ? [] : [project],
        )
        .map((row) => withCover(connection, row)),
  ),

  pack: query<'pack'>(z.strictObject({ id: shape.uuid }), ({ connection }, { id }) => {
    const row = connection.one<StoredPack>(`${packs} AND a.id = ?`, [id satisfies PackId]);
    if (row === undefined) return null;
    const members = connection.all<AssetRow & { readonly position: string }>(
      `SELECT ${assetColumns('a')}, m.position FROM asset_collection_members m
       JOIN assets a ON a.id = m.asset_id
       WHERE m.collection_id = ? AND a.deleted_at IS NULL ORDER BY m.position, m.asset_id`,
      [id],
    );
    return {
      pack: withCover(connection, row),
      members: members.map((row_) => member(connection, row_)),
    };
  }),
};
