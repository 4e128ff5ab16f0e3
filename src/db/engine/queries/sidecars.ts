import type { AssetId, Sha256 } from '#domain/id.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { inbox } from '../rows.ts';
import { query } from './query.ts';

export const sidecarQueries = {
  knownSizes: query<'knownSizes'>(
    z.strictObject({ sizes: z.array(z.int().check(z.gte(0))).check(z.maxLength(shape.most)) }),
    ({ connection }, { sizes }) =>
      connection
        .all<{ size: number }>(
          'SELECT DISTINCT size FROM assets WHERE size IN (SELECT value FROM json_each(?))',
          [JSON.stringify(sizes)],
        )
        .map(({ size }) => size),
  ),

  knownBytes: query<'knownBytes'>(
    z.strictObject({ hashes: shape.hashes, project: z.optional(shape.uuid) }),
    ({ connection }, { hashes, project }) => {
      const rows = connection.all<{
        sha256: Sha256;
        asset: AssetId;
        name: string;
        deleted_at: number | null;
      }>(
        // The same question as an import asks: what another project has is another asset there.
        `SELECT a.blob AS sha256, a.id AS asset, a.name, a.deleted_at
         FROM json_each(?1) AS wanted CROSS JOIN assets a ON a.blob = wanted.value
         WHERE a.project_id IS ?2 OR a.project_id IS NULL
         ORDER BY wanted.key, a.deleted_at IS NOT NULL, a.n`,
        [JSON.stringify(hashes), project ?? inbox(connection)],
      );
      const first = new Map(rows.toReversed().map((row) => [row.sha256, row]));
      return [...first.values()].map(({ deleted_at, ...row }) => ({
        ...row,
        trashed: deleted_at !== null,
      }));
    },
  ),
};
