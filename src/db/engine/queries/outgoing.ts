import type { AssetKind, AssetRow, Generation, Provenance } from '#domain/asset.ts';
import type { AssetId } from '#domain/id.ts';
import type { RecipeGround, RecipeSource } from '#domain/recipe.ts';
import type { Connection } from '../../connection.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { ancestorsOf } from './assets.ts';
import { query } from './query.ts';

interface MakerRow extends Pick<AssetRow, 'id' | 'provenance' | 'generation' | 'created_at'> {
  readonly kind: string | null;
  readonly params: string | null;
  readonly finished_at: number | null;
}

/** Assets, each with the newest completed task that made it. */
const makers = `
  SELECT a.id, a.provenance, a.generation, a.created_at, t.kind, t.params, t.finished_at
  FROM json_each(?) AS wanted CROSS JOIN assets a ON a.id = wanted.value
  LEFT JOIN tasks t ON t.id = (SELECT id FROM tasks
    WHERE target_asset_id = a.id AND status = 'completed' ORDER BY created_at DESC LIMIT 1)
  ORDER BY wanted.key`;

/** What an asset was made out of, in order, then what else was used for it. */
const sourcesOf = `
  SELECT 'source' AS role, p.id, p.name, p.kind, p.blob, r.position, p.n
  FROM asset_relationships r JOIN assets p ON p.id = r.parent_asset_id
  WHERE r.child_asset_id = ?1 AND r.relationship_type IN ('derived_from', 'generated_from')
  UNION ALL
  SELECT 'reference', c.id, c.name, c.kind, c.blob, r.position, c.n
  FROM asset_relationships r JOIN assets c ON c.id = r.child_asset_id
  WHERE r.parent_asset_id = ?1 AND r.relationship_type = 'reference_for'
  ORDER BY role DESC, position, n LIMIT 200`;

interface SourceRow {
  readonly role: RecipeSource['as'];
  readonly id: string;
  readonly name: string;
  readonly kind: AssetKind;
  readonly blob: string | null;
}

/** The file of an added model, while the library has it. */
const modelOf = (
  connection: Connection,
  generation: Generation | null,
): NonNullable<RecipeGround['model']> | null =>
  connection.one<NonNullable<RecipeGround['model']>>(
    'SELECT name, blob AS sha256, licence FROM local_models WHERE id = ?',
    [generation?.params['model_id']?.toString() ?? null],
  ) ?? null;

function groundOf(connection: Connection, row: MakerRow): RecipeGround {
  const sources = connection.all<SourceRow>(sourcesOf, [row.id]);
  const ancestors = ancestorsOf(connection, row.id);
  const provenances = connection.all<{ provenance: Provenance }>(
    `SELECT DISTINCT provenance FROM assets
     WHERE id IN (SELECT value FROM json_each(?)) ORDER BY provenance`,
    [JSON.stringify(ancestors.map(({ id }) => id))],
  );
  // The border: JSON columns that this program wrote.
  const generation = row.generation === null ? null : (JSON.parse(row.generation) as Generation);
  return {
    id: row.id,
    provenance: row.provenance,
    generation,
    model: modelOf(connection, generation),
    made_at: new Date(row.finished_at ?? row.created_at).toISOString(),
    tool:
      row.kind === null
        ? null
        : { kind: row.kind, settings: JSON.parse(row.params ?? '{}') as Record<string, unknown> },
    sources: sources.map(({ role, id, name, kind, blob }) => ({
      as: role,
      name,
      kind,
      ...(blob === null ? {} : { sha256: blob }),
      id,
    })),
    ancestors: provenances.map(({ provenance }) => provenance),
  };
}

export const outgoingQueries = {
  recipeGrounds: query<'recipeGrounds'>(
    z.strictObject({ ids: shape.uuids }),
    ({ connection }, { ids }) =>
      connection
        .all<MakerRow>(makers, [JSON.stringify(ids as readonly AssetId[])])
        .map((row) => groundOf(connection, row)),
  ),
};
