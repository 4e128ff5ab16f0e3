/** What leaves the library: what is known of the making of assets, for what files carry with them. */
import type { AssetId } from '#domain/id.ts';
import type { RecipeGround } from '#domain/recipe.ts';

export interface OutgoingQueries {
  /** How assets were made, in the order given; what is gone is left out. */
  recipeGrounds: { params: { readonly ids: readonly AssetId[] }; value: readonly RecipeGround[] };
}
