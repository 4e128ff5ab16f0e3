import type { QueryName } from '#domain/contract/queries.ts';
import { assetQueries } from './assets.ts';
import { backupQueries } from './backup.ts';
import { bulkQueries } from './bulk.ts';
import { collectionQueries } from './collections.ts';
import { facetQueries } from './facets.ts';
import { folderQueries } from './folders.ts';
import { kindQueries } from './kinds.ts';
import { libraryQueries } from './library.ts';
import { packQueries } from './packs.ts';
import { placeQueries } from './places.ts';
import { projectQueries } from './projects.ts';
import type { Query } from './query.ts';
import { reviewQueries } from './reviews.ts';
import { searchQueries } from './search/suggest.ts';
import { similarQueries } from './similar.ts';
import { tagQueries } from './tags.ts';
import { taskQueries } from './tasks.ts';

/** Every query of the contract; a missing one does not compile. */
export const queries: { readonly [Name in QueryName]: Query<Name> } = {
  ...assetQueries,
  ...tagQueries,
  ...bulkQueries,
  ...facetQueries,
  ...searchQueries,
  ...taskQueries,
  ...packQueries,
  ...reviewQueries,
  ...similarQueries,
  ...collectionQueries,
  ...kindQueries,
  ...placeQueries,
  ...projectQueries,
  ...folderQueries,
  ...libraryQueries,
  ...backupQueries,
};
