import type { QueryName } from '#domain/contract/queries.ts';
import { assetQueries } from './assets.ts';
import { collectionQueries } from './collections.ts';
import { facetQueries } from './facets.ts';
import { libraryQueries } from './library.ts';
import { packQueries } from './packs.ts';
import type { Query } from './query.ts';
import { taskQueries } from './tasks.ts';

/** Every query of the contract; a missing one does not compile. */
export const queries: { readonly [Name in QueryName]: Query<Name> } = {
  ...assetQueries,
  ...facetQueries,
  ...taskQueries,
  ...packQueries,
  ...collectionQueries,
  ...libraryQueries,
};
