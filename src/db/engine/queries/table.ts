import type { QueryName } from '#domain/contract/queries.ts';
import { assetQueries } from './assets.ts';
import { backupQueries } from './backup.ts';
import { bulkQueries } from './bulk.ts';
import { collectionQueries } from './collections.ts';
import { facetQueries } from './facets.ts';
import { folderQueries } from './folders.ts';
import { historyQueries } from './history.ts';
import { kindQueries } from './kinds.ts';
import { filmQueries } from './films.ts';
import { libraryQueries } from './library.ts';
import { lineageQueries } from './lineage.ts';
import { maskQueries } from './masks.ts';
import { modelQueries } from './models.ts';
import { oldModelQueries } from './old-model.ts';
import { outgoingQueries } from './outgoing.ts';
import { packQueries } from './packs.ts';
import { placeQueries } from './places.ts';
import { projectQueries } from './projects.ts';
import { readSqlQueries } from './read-sql.ts';
import type { Query } from './query.ts';
import { remakeQueries } from './remake.ts';
import { reviewQueries } from './reviews.ts';
import { selectionQueries } from './selection.ts';
import { searchQueries } from './search/suggest.ts';
import { sidecarQueries } from './sidecars.ts';
import { similarQueries } from './similar.ts';
import { trashQueries } from './trash.ts';
import { useQueries } from './uses.ts';
import { tagQueries } from './tags.ts';
import { taskQueries } from './tasks.ts';

/** Every query of the contract; a missing one does not compile. */
export const queries: { readonly [Name in QueryName]: Query<Name> } = {
  ...assetQueries,
  ...tagQueries,
  ...lineageQueries,
  ...useQueries,
  ...filmQueries,
  ...bulkQueries,
  ...selectionQueries,
  ...facetQueries,
  ...searchQueries,
  ...taskQueries,
  ...trashQueries,
  ...maskQueries,
  ...packQueries,
  ...reviewQueries,
  ...similarQueries,
  ...collectionQueries,
  ...kindQueries,
  ...oldModelQueries,
  ...outgoingQueries,
  ...remakeQueries,
  ...placeQueries,
  ...projectQueries,
  ...folderQueries,
  ...sidecarQueries,
  ...libraryQueries,
  ...backupQueries,
  ...modelQueries,
  ...historyQueries,
  ...readSqlQueries,
};
