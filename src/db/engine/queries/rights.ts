/** What went into an asset, as far as rights go: read through its lineage, all the way back. */
import type { RightsGround } from '#domain/contract/queries.ts';
import type { AssetId } from '#domain/id.ts';
import { upward } from '#domain/lineage/relations.ts';
import type { Connection } from '../../connection.ts';
import { creatorsOf, maySell, modelOf, rightsOf } from '../../migrations/0003/gone-sources.ts';

/** The most that is looked at for one asset: enough for any real work. */
const most = 1000;

const isSource = `IN ('derived_from', 'generated_from')`;
/** A variant with a source of its own was made of that, and took nothing of what it varies. */
const hasSource = `(
  EXISTS (SELECT 1 FROM asset_relationships o
    WHERE o.child_asset_id = made.id AND o.relationship_type ${isSource})
  OR EXISTS (SELECT 1 FROM gone_sources o
    WHERE o.child_asset_id = made.id AND o.relationship_type ${isSource}))`;

/**
 * Sources are parents, while what was used beside them (a mask, a face, a part) is a child; results
 * are not asked. A source that is gone left behind its terms, and what it was made of.
 */
const grounds = `
  WITH RECURSIVE made(id) AS (
    SELECT ?1
    UNION
    SELECT r.parent_asset_id FROM made JOIN asset_relationships r ON r.child_asset_id = made.id
    WHERE r.relationship_type ${isSource}
      OR (r.relationship_type = 'variant_of' AND NOT ${hasSource})
    UNION
    SELECT r.child_asset_id FROM made JOIN asset_relationships r ON r.parent_asset_id = made.id
    WHERE r.relationship_type IN (${upward.map((type) => `'${type}'`).join(', ')})
    UNION
    SELECT g.source_id FROM made JOIN gone_sources g ON g.child_asset_id = made.id
    WHERE g.relationship_type <> 'variant_of' OR NOT ${hasSource}
    LIMIT ${most}
  )
  SELECT iif(a.id = ?1, 'itself', 'source') AS "is", a.id, a.name, a.kind, a.provenance,
    ${rightsOf('a')} AS rights, ${creatorsOf('a')} AS creators, ${modelOf('a')} AS model,
    ${maySell('a')} AS may_sell, a.n AS place
  FROM made CROSS JOIN assets a ON a.id = made.id
  UNION ALL
  SELECT 'gone', g.source_id, g.name, g.kind, g.provenance, g.rights, g.creators, g.model,
    g.may_sell, -max(g.deleted_at)
  FROM made CROSS JOIN gone_sources g ON g.source_id = made.id
  WHERE NOT EXISTS (SELECT 1 FROM assets WHERE id = g.source_id)
  GROUP BY g.source_id
  ORDER BY place DESC`;

interface Row extends Omit<RightsGround, 'creators' | 'may_sell'> {
  readonly creators: string | null;
  readonly may_sell: 0 | 1 | null;
  readonly place: number;
}

/** The asset itself and everything that went into it, of which something is to be said. */
export const groundsOf = (connection: Connection, id: AssetId): readonly RightsGround[] =>
  connection
    .all<Row>(grounds, [id])
    .map(({ place: _place, creators, may_sell, ...ground }) => ({
      ...ground,
      // The border: a list of texts in this program's own JSON.
      creators: creators === null ? [] : (JSON.parse(creators) as readonly string[]),
      may_sell: may_sell === null ? null : may_sell === 1,
    }))
    .filter(
      ({ rights, creators, model, provenance }) =>
        rights !== null || creators.length > 0 || model !== null || provenance === 'unknown',
    );
