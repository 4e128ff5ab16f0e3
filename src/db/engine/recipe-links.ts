/** What a file's recipe means in this library: kept with the asset, and its sources found again. */
import type { AssetRow } from '#domain/asset.ts';
import type { TaskOutput } from '#domain/contract/engine.ts';
import type { AssetId } from '#domain/id.ts';
import type { Recipe, RecipeSource } from '#domain/recipe.ts';
import { loopOf } from './commands/relationships.ts';
import type { Scope } from './scope.ts';

type Claims = TaskOutput['claims'];

/** Whether an asset came from outside, so that what its file says of its making is news. */
export const isFromOutside = ({ origin }: Pick<AssetRow, 'origin'>): boolean =>
  origin === 'import' || origin === 'upload';

/** Keys of the metadata that a recipe fills; `recipe_sources`: hashes that were linked once. */
interface RecipeKeys {
  readonly recipe?: Recipe;
  readonly recipe_sources?: readonly string[];
}

/** The living asset with these bytes that was here first; not the asset itself. */
function assetWith(scope: Scope, sha256: string, asset: AssetRow): AssetId | undefined {
  return scope.connection.one<{ id: AssetId }>(
    `SELECT id FROM assets WHERE blob = ?1 AND id <> ?2 AND deleted_at IS NULL
       AND (project_id IS NULL OR ?3 IS NULL OR project_id = ?3)
     ORDER BY n LIMIT 1`,
    [sha256, asset.id, asset.project_id],
  )?.id;
}

/** Links one source, and tells whether it is there; a loop is passed over. */
function linkSource(
  scope: Scope,
  asset: AssetRow,
  source: RecipeSource,
  kind: string | null,
): boolean {
  const found = source.sha256 === undefined ? undefined : assetWith(scope, source.sha256, asset);
  if (found === undefined) return false;
  const [parent, child, type] =
    source.as === 'source'
      ? ([found, asset.id, 'derived_from'] as const)
      : ([asset.id, found, 'reference_for'] as const);
  if (loopOf(scope.connection, { parent, child, type }) !== null) return false;
  scope.connection.run(
    `INSERT INTO asset_relationships
       (parent_asset_id, child_asset_id, relationship_type, metadata, created_at, updated_at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?5) ON CONFLICT DO NOTHING`,
    [
      parent,
      child,
      type,
      JSON.stringify({ ...(kind && { task_kind: kind }), claimed: true }),
      scope.at,
    ],
  );
  return true;
}

/**
 * Links an asset with those of its recipe's sources that are here, and gives what its metadata says
 * from now on. A source that was linked once is not linked again: a person may have taken it away.
 */
export function enterRecipe(
  scope: Scope,
  asset: AssetRow,
  claims: Claims,
  metadata: RecipeKeys,
): RecipeKeys {
  const recipe = claims?.recipe;
  if (recipe === undefined || !isFromOutside(asset)) return {};
  const linked = new Set(metadata.recipe_sources ?? []);
  const known = recipe.tool && scope.kindOf(recipe.tool.kind) ? recipe.tool.kind : null;
  for (const source of recipe.sources) {
    const { sha256 } = source;
    if (sha256 === undefined || linked.has(sha256)) continue;
    if (linkSource(scope, asset, source, known)) linked.add(sha256);
  }
  return { recipe, recipe_sources: [...linked] };
}
