import { create } from 'zustand';

import type { AssetFilter, AssetSort } from '#domain/contract/queries.ts';

export type LibraryView = 'grid' | 'list';

/** What may be lost on a reload: selection, filters being typed, open panels. Rows are `AssetRow.n`. */
interface Session {
  readonly view: LibraryView;
  /** Height of a grid row that rows aim at, px. */
  readonly rowHeight: number;
  readonly filter: AssetFilter;
  readonly sort: AssetSort;
  readonly selected: ReadonlySet<number>;
  /** Where a Shift range starts. */
  readonly anchor: number | null;
  /** The row that has, or would get, the keyboard focus. */
  readonly active: number | null;
  /** On touch: a tap selects instead of opening. */
  readonly selecting: boolean;
  /** The inspector as a sheet, where it has no column of its own. */
  readonly detailsOpen: boolean;

  readonly setView: (view: LibraryView) => void;
  readonly setRowHeight: (rowHeight: number) => void;
  readonly setFilter: (filter: AssetFilter) => void;
  readonly setSort: (sort: AssetSort) => void;
  readonly select: (selection: {
    readonly selected: ReadonlySet<number>;
    readonly anchor?: number | null;
    readonly active?: number | null;
  }) => void;
  readonly setSelecting: (selecting: boolean) => void;
  readonly setDetailsOpen: (open: boolean) => void;
}

export const useSession = create<Session>((set) => ({
  view: 'grid',
  rowHeight: 190,
  filter: {},
  sort: 'newest',
  selected: new Set<number>(),
  anchor: null,
  active: null,
  selecting: false,
  detailsOpen: false,

  setView: (view) => set({ view }),
  setRowHeight: (rowHeight) => set({ rowHeight }),
  setFilter: (filter) => set({ filter }),
  setSort: (sort) => set({ sort }),
  select: ({ selected, anchor, active }) =>
    set((state) => ({
      selected,
      anchor: anchor === undefined ? state.anchor : anchor,
      active: active === undefined ? state.active : active,
      selecting: state.selecting && selected.size > 0,
    })),
  setSelecting: (selecting) => set({ selecting }),
  setDetailsOpen: (detailsOpen) => set({ detailsOpen }),
}));
