/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a virtualised, justified listbox has no element of its own */
import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  lazy,
  Suspense,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';

import type { AssetLayout } from '#domain/contract/queries.ts';
import type { CollectionId } from '#domain/id.ts';
import { useInkreel } from '../inkreel.ts';
import { useSession } from '../session.ts';
import { libraryWords as words } from '../words/library.ts';
import { AssetCell } from './AssetCell.tsx';
import styles from './AssetGrid.module.css';
import { AssetLine } from './AssetLine.tsx';
import type { Point } from '../ui/MenuList.tsx';
import { moveOfKey } from './grid-keys.ts';
import {
  justifiedPlan,
  listPlan,
  moveFrom,
  orderOf,
  type Rectangle,
  rectangleOf,
} from './layout.ts';
import { afterChange, choose, type How, howOf } from './selection.ts';
import { isStar } from './Star.tsx';
import { thumbnailStore } from '../thumbnails.ts';
import { useAssetActs } from './useAssetActs.ts';
import { useCards, useCardShelf } from './useCards.ts';
import { useLongPress } from './useLongPress.ts';
import { useMarquee } from './useMarquee.ts';
import { useReorder } from './useReorder.ts';
import { type Cells, useScrollWindow, useWidth } from './useScrollWindow.ts';
import { useSteadyLayout } from './useSteadyLayout.ts';

const GridMenu = lazy(async () => {
  const { GridMenu: component } = await import('./GridMenu.tsx');
  return { default: component };
});

const gap = 8;
const lineHeight = 44;
const wantOwner = 'grid';

const rowNumberAt = (target: EventTarget | null): number | null => {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-n]') : null;
  return cell ? Number(cell.dataset['n']) : null;
};

const placed = ({ left, top, width, height }: Rectangle) => ({
  transform: `translate(${String(left)}px, ${String(top)}px)`,
  width,
  height,
});

/** The assets of the library, as a grid or a list: one listbox, drawn only where it is seen. */
export function AssetGrid({
  layout: newest,
  question,
  ordered,
  onOpen,
  onShowDetails,
}: {
  readonly layout: AssetLayout;
  /** Filter and order as a text: another question begins at the top. */
  readonly question: string;
  /** The collection whose own order is shown and may be changed; null: none. */
  readonly ordered: CollectionId | null;
  /** Enter or a double click. */
  readonly onOpen: (n: number) => void;
  /** A tap where the inspector is a sheet. */
  readonly onShowDetails: () => void;
}) {
  const client = useInkreel();
  const { view, rowHeight, selected, anchor, active, selecting } = useSession();
  const select = useSession((state) => state.select);
  const setSelecting = useSession((state) => state.setSelecting);
  const { star } = useAssetActs();
  const canvas = useRef<HTMLDivElement>(null);
  const width = useWidth(canvas);
  const shelf = useCardShelf();
  const { cards } = shelf;
  const inSight = useRef<Cells>({ first: 0, end: 0 });
  const layout = useSteadyLayout(newest, question, inSight, shelf);
  const order = layout.n;

  const plan = useMemo(
    () =>
      view === 'list'
        ? listPlan(order.length, width, lineHeight)
        : justifiedPlan(layout.aspect, width, Math.min(rowHeight, width * 0.36), gap),
    [view, order, layout.aspect, width, rowHeight],
  );
  const positions = useMemo(() => orderOf(order), [order]);
  const indexOf = useCallback((n: number) => positions[n] ?? -1, [positions]);
  const { scroller, cells, onScroll, reveal } = useScrollWindow(plan, order, indexOf, question);
  useCards(shelf, order, cells.first, cells.end);
  useEffect(() => {
    inSight.current = cells;
  }, [cells]);

  useEffect(() => {
    const store = thumbnailStore(client);
    const blobs = [];
    for (let index = cells.first; index < cells.end; index += 1) {
      const blob = cards.get(order[index] ?? -1)?.blob;
      if (blob) blobs.push(blob);
    }
    store.want(wantOwner, blobs);
  }, [client, cards, cells, order]);
  useEffect(() => () => thumbnailStore(client).want(wantOwner, []), [client]);

  const focusOn = useCallback((n: number): void => {
    // After React has drawn it: the cell may have been outside of the window.
    requestAnimationFrame(() => {
      canvas.current?.querySelector<HTMLElement>(`[data-n="${String(n)}"]`)?.focus({
        preventScroll: true,
      });
    });
  }, []);

  // Rows that left the library leave the selection; the focus goes on to their neighbour.
  const hasFocus = useRef(false);
  const activeIndex = useRef(0);
  const answered = useRef({ question, order });
  useLayoutEffect(() => {
    const before = { selected, anchor, active };
    const after = afterChange(before, activeIndex.current, order, indexOf);
    // What another question does not find has not left the library: it hands nothing on.
    const isOther = answered.current.order !== order && answered.current.question !== question;
    if (answered.current.order !== order) answered.current = { question, order };
    if (after !== before) {
      const hasStrayed = isOther && ![...selected].some((n) => indexOf(n) >= 0);
      select(hasStrayed ? { ...after, selected: new Set() } : after);
      const isLost = hasFocus.current && document.activeElement === document.body;
      if (isLost && after.active !== null) focusOn(after.active);
    }
    if (after.active !== null) activeIndex.current = Math.max(0, indexOf(after.active));
  }, [question, order, indexOf, selected, anchor, active, select, focusOn]);

  const take = (n: number, how: How): void => {
    select(choose({ selected, anchor, active }, n, how, order, indexOf));
  };

  const reorder = useReorder(ordered, plan, order, canvas, layout.pinned ?? 0);

  /** The x that up and down hold on to while they follow each other. */
  const column = useRef<number | null>(null);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const here = active !== null && indexOf(active) >= 0 ? indexOf(active) : cells.first;
    const n = order[here];
    if (n === undefined) return;
    if (reorder.onKey(event)) {
      event.preventDefault();
      return;
    }
    const move = moveOfKey(event, view);
    if (move) {
      event.preventDefault();
      const cell = rectangleOf(plan, here);
      const isVertical = move !== 'left' && move !== 'right';
      column.current =
        isVertical && column.current !== null ? column.current : cell.left + cell.width / 2;
      const page = scroller.current?.clientHeight ?? 0;
      const to = moveFrom(plan, here, move, column.current, page);
      if (!isVertical) column.current = null;
      const next = order[to] ?? n;
      if (event.shiftKey) take(next, howOf(event));
      else if (event.ctrlKey || event.metaKey) select({ selected, active: next });
      else take(next, 'only');
      reveal(to);
      focusOn(next);
      return;
    }
    column.current = null;
    if (event.key === ' ') {
      event.preventDefault();
      take(n, event.shiftKey ? 'range' : 'toggle');
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (!selected.has(n)) take(n, 'only');
      onOpen(n);
    } else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      event.preventDefault();
      const cell = canvas.current?.querySelector(`[data-n="${String(n)}"]`);
      const { left = 0, top = 0 } = cell?.getBoundingClientRect() ?? {};
      openMenu(n, { x: Math.max(0, left) + 16, y: Math.max(0, top) + 16 });
    }
  };

  const before = useRef<ReadonlySet<number>>(new Set());
  const marquee = useMarquee(
    plan,
    scroller,
    canvas,
    (event) => {
      before.current = event.shiftKey || event.ctrlKey || event.metaKey ? selected : new Set();
    },
    (indices) => {
      const touched = indices.map((index) => order[index] ?? -1);
      const last = touched.at(-1) ?? active;
      select({ selected: new Set([...before.current, ...touched]), anchor: last, active: last });
    },
  );

  const [menuAt, setMenuAt] = useState<Point | null>(null);
  const pressed = useRef<number | null>(null);
  const longPress = useLongPress(
    (target) => {
      const n = rowNumberAt(target);
      pressed.current = n;
      if (n === null) return;
      setSelecting(true);
      if (selected.has(n)) select({ selected, active: n });
      else take(n, 'toggle');
    },
    (at) => {
      if (pressed.current !== null) setMenuAt(at);
    },
  );
  /** Opens the menu on what is there: what is not selected is first. */
  const openMenu = (n: number, at: Point): void => {
    if (selected.has(n)) select({ selected, active: n });
    else take(n, 'only');
    setMenuAt(at);
  };

  const onClick = (event: MouseEvent<HTMLElement>): void => {
    column.current = null;
    if (marquee.wasDrawn() || longPress.wasLong()) return;
    const n = rowNumberAt(event.target);
    if (n === null) {
      select({ selected: new Set(), anchor: null });
      return;
    }
    const card = cards.get(n);
    if (card && isStar(event.target)) {
      star([card.id], card.starred === 0);
      return;
    }
    take(n, selecting && !event.shiftKey ? 'toggle' : howOf(event));
    focusOn(n);
    if (longPress.wasTouch() && !selecting) onShowDetails();
  };

  const onDoubleClick = (event: MouseEvent<HTMLElement>): void => {
    const n = rowNumberAt(event.target);
    if (n !== null && !longPress.wasTouch() && !isStar(event.target)) onOpen(n);
  };

  // The cell that has the focus is drawn even when it is scrolled away, so that the focus stays.
  const activeAt = active === null ? -1 : indexOf(active);
  const drawn: number[] = [];
  for (let index = cells.first; index < Math.min(cells.end, order.length); index += 1) {
    drawn.push(index);
  }
  if (activeAt >= 0 && (activeAt < cells.first || activeAt >= cells.end)) drawn.push(activeAt);
  const entry = activeAt >= 0 ? activeAt : cells.first;
  const Item = view === 'list' ? AssetLine : AssetCell;

  return (
    <div ref={scroller} className={styles['scroller']} onScroll={onScroll}>
      <div
        className={styles['page']}
        onClick={onClick}
        onDoubleClick={onDoubleClick}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          hasFocus.current = true;
          // A screen reader moves the focus without a key: the keys then mean that cell.
          const n = rowNumberAt(event.target);
          if (n !== null && n !== active) select({ selected, active: n });
        }}
        onBlur={(event) => {
          // Without a next one, the focus was lost with its cell, or the window lost it.
          if (event.relatedTarget) hasFocus.current = false;
        }}
        onPointerDown={(event: PointerEvent<HTMLElement>) => {
          marquee.onPointerDown(event);
          longPress.onPointerDown(event);
        }}
        onContextMenu={(event) => {
          longPress.onContextMenu(event);
          const n = rowNumberAt(event.target);
          if (n === null || event.isDefaultPrevented()) return;
          event.preventDefault();
          openMenu(n, { x: event.clientX, y: event.clientY });
        }}
        onDragOver={reorder.onDragOver}
        onDragLeave={reorder.onDragLeave}
        onDrop={reorder.onDrop}
        role="presentation"
      >
        <div
          ref={canvas}
          role="listbox"
          aria-label={words.gridLabel}
          aria-multiselectable
          aria-orientation={view === 'list' ? 'vertical' : 'horizontal'}
          tabIndex={-1}
          className={styles['canvas']}
          style={{ height: plan.height }}
        >
          {width > 0 &&
            drawn.map((index) => {
              const n = order[index] ?? -1;
              return (
                <Item
                  key={n}
                  n={n}
                  index={index}
                  count={order.length}
                  place={rectangleOf(plan, index)}
                  card={cards.get(n) ?? null}
                  selected={selected.has(n)}
                  focusable={index === entry}
                />
              );
            })}
        </div>
        {marquee.rectangle && (
          <div className={styles['marquee']} style={placed(marquee.rectangle)} />
        )}
        {reorder.mark && <div className={styles['gap']} style={placed(reorder.mark)} />}
      </div>
      {menuAt && (
        <Suspense fallback={null}>
          <GridMenu
            at={menuAt}
            onOpen={onOpen}
            focusAfter={() =>
              canvas.current?.querySelector<HTMLElement>(`[data-n="${String(active)}"]`) ?? null
            }
            onClose={() => setMenuAt(null)}
          />
        </Suspense>
      )}
    </div>
  );
}
