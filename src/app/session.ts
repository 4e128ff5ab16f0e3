import { create } from 'zustand';

import type { AssetFilter, AssetSort } from '#domain/contract/queries.ts';
import { addressNow, goTo, onAddress } from './address.ts';
import { useChosen } from './chosen.ts';
import {
  everywhere,
  filterOf,
  type LibraryPlace,
  type LibraryView,
  libraryPath,
  placeAt,
  samePlace,
} from './library/place.ts';

export type { LibraryView } from './library/place.ts';

/** How a change of place enters the history of the browser. */
export interface PlaceStep {
  /** Changes the present step instead of adding one. */
  readonly replace?: boolean;
  /** While somebody types: the address follows when the hand rests. */
  readonly soon?: boolean;
}

/**
 * What is shown of the library and what is selected in it. The place (question, order, view) stands
 * in the address too; the rest may be lost on a reload. Rows are `AssetRow.n`.
 */
interface Session {
  readonly place: LibraryPlace;
  /** What the place asks of the database; the same object as long as the question is the same. */
  readonly filter: AssetFilter;
  readonly sort: AssetSort;
  readonly view: LibraryView;
  /** Order and view where the address names none: as they were chosen last. */
  readonly usual: { readonly sort: AssetSort; readonly view: LibraryView };
  /** Height of a grid row that rows aim at, px. */
  readonly rowHeight: number;
  readonly selected: ReadonlySet<number>;
  /** Where a Shift range starts. */
  readonly anchor: number | null;
  /** The row that has, or would get, the keyboard focus. */
  readonly active: number | null;
  /** On touch: a tap selects instead of opening. */
  readonly selecting: boolean;
  /** The inspector as a sheet, where it has no column of its own. */
  readonly detailsOpen: boolean;

  /** Goes to another place in the library, by changing parts of this one. */
  readonly setPlace: (change: Partial<LibraryPlace>, step?: PlaceStep) => void;
  readonly setView: (view: LibraryView) => void;
  readonly setSort: (sort: AssetSort) => void;
  readonly setRowHeight: (rowHeight: number) => void;
  readonly select: (selection: {
    readonly selected: ReadonlySet<number>;
    readonly anchor?: number | null;
    readonly active?: number | null;
  }) => void;
  readonly setSelecting: (selecting: boolean) => void;
  readonly setDetailsOpen: (open: boolean) => void;
}

/** The parts of the session that follow from a place. */
const follow = (
  place: LibraryPlace,
  usual: Session['usual'],
  before?: Session,
): Pick<Session, 'place' | 'filter' | 'sort' | 'view'> => {
  const filter = filterOf(place);
  const isSame = before && JSON.stringify(before.filter) === JSON.stringify(filter);
  return {
    place,
    filter: isSame ? before.filter : filter,
    // Members of a collection stand in its own order until another is wished.
    sort: place.sort ?? (place.collection ? 'position' : usual.sort),
    view: place.view ?? usual.view,
  };
};

const usual = { sort: 'newest', view: 'grid' } as const;

/** An address that names no project means the one that this tab works in. */
function inProject(place: LibraryPlace): LibraryPlace {
  if (place.project === null) return { ...place, project: useChosen.getState().project };
  useChosen.getState().setProject(place.project);
  return place;
}

export const useSession = create<Session>((set, get) => ({
  ...follow(inProject(placeAt(addressNow()) ?? everywhere), usual),
  usual,
  rowHeight: 190,
  selected: new Set<number>(),
  anchor: null,
  active: null,
  selecting: false,
  detailsOpen: false,

  setPlace: (change, step = {}) => {
    const state = get();
    const place = { ...state.place, ...change };
    if (samePlace(place, state.place)) return;
    set(follow(place, state.usual, state));
    writeAddress(step);
  },
  setView: (view) => {
    set({ usual: { ...get().usual, view } });
    get().setPlace({ view }, { replace: true });
  },
  setSort: (sort) => {
    const { place, usual: before } = get();
    if (!place.collection) set({ usual: { ...before, sort } });
    get().setPlace({ sort }, { replace: true });
  },
  setRowHeight: (rowHeight) => set({ rowHeight }),
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

/** Browsers allow about a hundred changes of the address in half a minute; nobody reads faster. */
const restsMs = 400;
let waiting: { readonly timer: ReturnType<typeof setTimeout>; readonly replace: boolean } | null =
  null;

function stopWaiting(): void {
  clearTimeout(waiting?.timer);
  waiting = null;
}

function writeAddress({ replace = false, soon = false }: PlaceStep): void {
  // A step that was not written yet is still a step.
  const isReplacing = replace && waiting?.replace !== false;
  stopWaiting();
  const write = (): void => {
    waiting = null;
    const here = placeAt(addressNow());
    const { place } = useSession.getState();
    if (here && !samePlace(here, place)) goTo(libraryPath(place), { replace: isReplacing });
  };
  if (soon) waiting = { timer: setTimeout(write, restsMs), replace: isReplacing };
  else write();
}

const goThere = (place: LibraryPlace): void => {
  const state = useSession.getState();
  if (!samePlace(place, state.place)) useSession.setState(follow(place, state.usual, state));
};

// Back, forward, a link, an address that somebody typed: the library follows.
onAddress(() => {
  const place = placeAt(addressNow());
  if (place === null) return;
  stopWaiting();
  goThere(inProject(place));
});

// Another project was chosen: the same question, asked there.
useChosen.subscribe(({ project }) => {
  const { place } = useSession.getState();
  if (place.project === project) return;
  goThere({ ...place, project });
  writeAddress({ replace: true });
});
