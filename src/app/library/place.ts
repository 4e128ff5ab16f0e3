/** A place in the library: which question, order and view; and how it is written in the address. */
import { type AssetFilter, type AssetSort, assetSorts } from '#domain/contract/queries.ts';
import type { CollectionId, ProjectId } from '#domain/id.ts';
import { searchPart } from '../address.ts';

export const libraryViews = ['grid', 'list'] as const;
export type LibraryView = (typeof libraryViews)[number];

/** The filters that are always at hand, in their order. */
export const quicks = ['all', 'approved', 'unreviewed', 'ai', 'enhanced'] as const;
export type Quick = (typeof quicks)[number];

export interface LibraryPlace {
  /** In the query language, as it was written. */
  readonly query: string;
  /** The collection that is shown. */
  readonly collection: CollectionId | null;
  /** The saved search that the query began as, and may be written back to. */
  readonly saved: CollectionId | null;
  readonly project: ProjectId | null;
  readonly trashed: boolean;
  /** null: as chosen last. */
  readonly sort: AssetSort | null;
  readonly view: LibraryView | null;
}

/** The whole library. */
export const everywhere: LibraryPlace = {
  query: '',
  collection: null,
  saved: null,
  project: null,
  trashed: false,
  sort: null,
  view: null,
};

/** Leaves a question for another place, and keeps order and view. */
export const nowhereElse = {
  query: '',
  collection: null,
  saved: null,
  trashed: false,
} as const satisfies Partial<LibraryPlace>;

/** The orders that mean something at a place. */
export const sortsFor = ({ collection, query }: LibraryPlace): readonly AssetSort[] =>
  assetSorts.filter(
    (sort) =>
      (sort !== 'position' || collection !== null) && (sort !== 'relevance' || query !== ''),
  );

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The order of a name; "newest" for one that is unknown. */
export const sortNamed = (name: string | null): AssetSort =>
  assetSorts.find((sort) => sort === name && sort !== 'position') ?? 'newest';

/** The place that a search part names; what it cannot mean is left out. */
export function placeOf(search: string): LibraryPlace {
  const parts = new URLSearchParams(search);
  const id = (name: string): string | null => {
    const value = parts.get(name);
    return value !== null && uuid.test(value) ? value : null;
  };
  return {
    query: (parts.get('q') ?? '').trim().slice(0, 2_000),
    // The border: an id of the right form; one that nothing has finds nothing.
    collection: id('collection') as CollectionId | null,
    saved: id('saved') as CollectionId | null,
    project: id('project') as ProjectId | null,
    trashed: parts.has('trash'),
    sort: assetSorts.find((sort) => sort === parts.get('sort')) ?? null,
    view: libraryViews.find((view) => view === parts.get('view')) ?? null,
  };
}

/** The place of an address, or null where it is no address of the library. */
export const placeAt = (address: {
  readonly path: string;
  readonly search: string;
}): LibraryPlace | null =>
  address.path === '/' || address.path === '/library' ? placeOf(address.search) : null;

/** The address of a place in the library, from a part of it: "/library?q=state:missing". */
export function libraryPath(part: Partial<LibraryPlace>): string {
  const place = { ...everywhere, ...part };
  const search = searchPart({
    q: place.query,
    collection: place.collection,
    saved: place.saved,
    project: place.project,
    trash: place.trashed ? '1' : null,
    sort: place.sort,
    view: place.view,
  });
  return search === '' ? '/library' : `/library?${search}`;
}

/** Whether two places are the same. */
export const samePlace = (one: LibraryPlace, other: LibraryPlace): boolean =>
  libraryPath(one) === libraryPath(other);

/** What a place asks of the database. */
export const filterOf = ({ query, collection, project, trashed }: LibraryPlace): AssetFilter => ({
  ...(query === '' ? {} : { query }),
  ...(collection === null ? {} : { collection }),
  ...(project === null ? {} : { project }),
  ...(trashed ? { trashed } : {}),
});
