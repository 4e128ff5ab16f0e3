import type { PrintRow, SimilarPair } from '#domain/contract/curation.ts';
import { noPrint } from '#domain/likeness.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { query } from './query.ts';

/**
 * Pairs called `p` that a person is to judge: both in the library, not judged, and neither made
 * from the other, linked by hand, nor both made from the same picture.
 */
const open = `
  FROM similar_pairs p
  CROSS JOIN assets f ON f.id = p.first_asset_id AND f.deleted_at IS NULL
  CROSS JOIN assets s ON s.id = p.second_asset_id AND s.deleted_at IS NULL
  WHERE p.distance <= ?
    AND NOT EXISTS (SELECT 1 FROM similar_verdicts v
      WHERE v.first_asset_id = p.first_asset_id AND v.second_asset_id = p.second_asset_id)
    AND NOT EXISTS (SELECT 1 FROM asset_relationships r
      WHERE r.parent_asset_id = p.first_asset_id AND r.child_asset_id = p.second_asset_id)
    AND NOT EXISTS (SELECT 1 FROM asset_relationships r
      WHERE r.parent_asset_id = p.second_asset_id AND r.child_asset_id = p.first_asset_id)
    AND NOT EXISTS (SELECT 1 FROM asset_relationships a
      CROSS JOIN asset_relationships b ON b.child_asset_id = p.second_asset_id
        AND b.parent_asset_id = a.parent_asset_id AND b.relationship_type = 'derived_from'
      WHERE a.child_asset_id = p.first_asset_id AND a.relationship_type = 'derived_from')`;

/** Pictures of the library whose bytes are there. */
const pictures = `a.shelf = 1 AND a.kind = 'image' AND a.blob IS NOT NULL AND a.state = 'ready'`;

const unprinted = `SELECT count(*) AS count FROM assets a WHERE ${pictures}
  AND a.blob NOT IN (SELECT blob FROM picture_prints)`;

export const similarQueries = {
  similarPairs: query<'similarPairs'>(
    z.strictObject({
      distance: z.int().check(z.gte(0), z.lte(64)),
      limit: shape.count,
    }),
    ({ connection }, { distance, limit }) => {
      const number = (sql: string, values: readonly (string | number)[] = []): number =>
        connection.one<{ count: number }>(sql, values)?.count ?? 0;
      const searched = connection.one<{ began: number | null; ended: number }>(
        `SELECT started_at AS began, finished_at AS ended FROM tasks
         WHERE kind = 'find_similar' AND status = 'completed' ORDER BY finished_at DESC LIMIT 1`,
      );
      return {
        pairs: connection.all<SimilarPair>(
          `SELECT p.first_asset_id AS first, p.second_asset_id AS second, p.distance ${open}
           ORDER BY p.distance, p.first_asset_id, p.second_asset_id LIMIT ?`,
          [distance, limit],
        ),
        total: number(`SELECT count(*) AS count ${open}`, [distance]),
        judged: number('SELECT count(*) AS count FROM similar_verdicts'),
        printed: number(
          `SELECT count(*) AS count FROM assets a WHERE ${pictures}
             AND a.blob IN (SELECT blob FROM picture_prints WHERE print <> ?)`,
          [noPrint],
        ),
        unprinted: number(`${unprinted} AND a.created_at >= ?`, [searched?.began ?? 0]),
        unreadable: number(`${unprinted} AND a.created_at < ?`, [searched?.began ?? 0]),
        searched_at: searched?.ended ?? null,
      };
    },
  ),

  prints: query<'prints'>(
    z.strictObject({ after: z.int().check(z.gte(0)), limit: shape.count }),
    ({ connection }, { after, limit }) =>
      connection.all<PrintRow>(
        `SELECT a.n, a.id, a.blob, p.print FROM assets a
         LEFT JOIN picture_prints p ON p.blob = a.blob
         WHERE a.n > ? AND ${pictures} ORDER BY a.n LIMIT ?`,
        [after, limit],
      ),
  ),
};
