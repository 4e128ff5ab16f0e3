import type { MaskRow } from '#domain/contract/masks.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { query } from './query.ts';

export const maskQueries = {
  masksFor: query<'masksFor'>(
    z.strictObject({ picture: shape.uuid, limit: z.int().check(z.gte(1), z.lte(1000)) }),
    ({ connection }, { picture, limit }) =>
      connection.all<MaskRow>(
        `SELECT a.id, a.n, a.name, a.blob, coalesce(a.width, 0) AS width,
           coalesce(a.height, 0) AS height, a.created_at,
           EXISTS (SELECT 1 FROM asset_relationships r WHERE r.parent_asset_id = ?1
             AND r.child_asset_id = a.id AND r.relationship_type = 'derived_from') AS is_own
         FROM assets a
         WHERE a.shelf = 0 AND a.kind = 'mask' AND a.state = 'ready' AND a.blob IS NOT NULL
           AND (a.project_id IS NULL OR
             a.project_id IS (SELECT project_id FROM assets WHERE id = ?1))
         ORDER BY is_own DESC, a.created_at DESC, a.n DESC LIMIT ?2`,
        [picture, limit],
      ),
  ),
};
