import type { KindFacts, WrittenText } from '#domain/contract/kinds.ts';
import type { AssetKind } from '#domain/asset.ts';
import type { AssetId } from '#domain/id.ts';
import { kindSchema } from '#domain/kinds/registry.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { readAsset } from '../rows.ts';
import { query } from './query.ts';

interface Part {
  readonly id: AssetId;
  readonly name: string;
  readonly kind: AssetKind;
  readonly duration: number | null;
  readonly depth: number;
}

/** Everything that is part of an asset, also through its parts; loops cannot be, depth is bound. */
const partsOf = `
  WITH RECURSIVE w(id, depth) AS (
    SELECT child_asset_id, 1 FROM asset_relationships
    WHERE parent_asset_id = ?1 AND relationship_type = 'part_of'
    UNION
    SELECT r.child_asset_id, w.depth + 1 FROM w
    JOIN asset_relationships r ON r.parent_asset_id = w.id AND r.relationship_type = 'part_of'
    WHERE w.depth < 16
  )
  SELECT a.id, a.name, a.kind, min(w.depth) AS depth,
    CASE WHEN json_type(a.metadata, '$.duration') IN ('integer', 'real')
      THEN a.metadata ->> '$.duration' END AS duration
  FROM w JOIN assets a ON a.id = w.id WHERE a.deleted_at IS NULL
  GROUP BY a.id
  ORDER BY min(w.depth), coalesce(a.metadata ->> '$.sequence', 1e9), a.name_key, a.n LIMIT 10000`;

export const kindQueries = {
  text: query<'text'>(
    z.strictObject({ id: shape.uuid }),
    ({ connection }, { id }) =>
      connection.one<WrittenText>('SELECT content, language, updated_at FROM texts WHERE id = ?', [
        id,
      ]) ?? null,
  ),

  kindFacts: query<'kindFacts'>(
    z.strictObject({ id: shape.uuid }),
    ({ connection }, { id }): KindFacts => {
      const asset = readAsset(connection, id);
      const links = asset === undefined ? [] : (kindSchema(asset.kind)?.partOf ?? []);
      const parts = connection.all<Part>(partsOf, [id]);
      const shots = parts.filter(({ kind }) => kind === 'shot');
      const timed = shots.filter(({ duration }) => duration !== null);
      return {
        scenes: parts.filter(({ kind }) => kind === 'scene').length,
        shots: shots.length,
        duration:
          timed.length === 0 ? null : timed.reduce((sum, one) => sum + (one.duration ?? 0), 0),
        wholes: connection
          .all<{ id: AssetId; name: string; kind: AssetKind }>(
            `SELECT a.id, a.name, a.kind FROM asset_relationships r
             JOIN assets a ON a.id = r.parent_asset_id
             WHERE r.child_asset_id = ? AND r.relationship_type = 'part_of'
               AND a.deleted_at IS NULL ORDER BY a.n`,
            [id],
          )
          .flatMap(({ kind, ...whole }) => {
            const link = links.find((one) => one.kind === kind);
            return link === undefined ? [] : [{ key: link.key, ...whole }];
          }),
        parts: parts
          .filter(({ depth }) => depth === 1)
          .map((part) => ({ id: part.id, name: part.name, kind: part.kind })),
      };
    },
  ),

  assetsOfKind: query<'assetsOfKind'>(
    z.strictObject({ kind: shape.assetKind, project: z.optional(shape.uuid) }),
    ({ connection }, { kind, project }) =>
      connection.all<{ id: AssetId; n: number; name: string }>(
        `SELECT id, n, name FROM assets WHERE shelf IN (0, 1) AND kind = ?
           ${project === undefined ? '' : 'AND (project_id = ? OR project_id IS NULL)'}
         ORDER BY name_key, n LIMIT 2000`,
        project === undefined ? [kind] : [kind, project],
      ),
  ),
};
