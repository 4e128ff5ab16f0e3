/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- the picture is moved by keys and by hand; buttons beside it do the same */
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';

import { classes } from './classes.ts';
import { fromMiddleOf, usePaneSize, useWheel, wheelFactor } from './pane.ts';
import shared from './Pane.module.css';
import styles from './PicturePane.module.css';
import {
  actualFactor,
  enlargedBy,
  movedBy,
  type PaneSize,
  placeIn,
  type SharedView,
  wholeView,
} from './shared-view.ts';

export type Swipe = 'left' | 'right' | 'up';

/** A swipe counts from so many CSS pixels on. */
const swipeLength = 72;
/** Keys enlarge by this. */
const step = 1.5;

const swipeOf = (x: number, y: number): Swipe | null => {
  if (Math.abs(x) >= swipeLength && Math.abs(x) > Math.abs(y) * 1.4)
    return x > 0 ? 'right' : 'left';
  return y <= -swipeLength && -y > Math.abs(x) * 1.4 ? 'up' : null;
};

/** What a pane draws: its address once it can be drawn, its alternative text, its size in pixels. */
export interface PanePicture extends PaneSize {
  readonly url: string | null;
  readonly alt: string;
}

/**
 * A picture in a pane whose view may be shared with others: wheel, pinch, drag, double-click and
 * the keys + − 0 1 and arrows. `over` lies on top and is cut at `split` (0 to 1 of the pane). While
 * nothing is enlarged a finger's swipe is told.
 */
export function PicturePane({
  picture,
  over,
  split = 0.5,
  view,
  onView,
  label,
  onSwipe,
  hint,
  children,
}: {
  readonly picture: PanePicture;
  readonly over?: PanePicture | undefined;
  readonly split?: number;
  readonly view: SharedView;
  readonly onView: (view: SharedView) => void;
  readonly label: string;
  readonly onSwipe?: (swipe: Swipe) => void;
  /** What letting go now would do, while a finger moves. */
  readonly hint?: (swipe: Swipe) => string;
  readonly children?: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const pane = usePaneSize(box);
  const [pull, setPull] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const isWhole = view.factor <= 1;

  // Several moves may come before the next drawing: each goes on from the one before.
  const newest = useRef(view);
  useLayoutEffect(() => {
    newest.current = view;
  }, [view]);
  const change = (next: SharedView): void => {
    newest.current = next;
    onView(next);
  };
  const enlarge = (by: number, at = { x: 0, y: 0 }): void => {
    if (pane) change(enlargedBy(newest.current, by, at, picture, pane));
  };
  const move = (x: number, y: number): void => {
    if (pane) change(movedBy(newest.current, x, y, picture, pane));
  };
  const toActual = (at = { x: 0, y: 0 }): void => {
    if (pane)
      enlarge(actualFactor(picture, pane, devicePixelRatio || 1) / newest.current.factor, at);
  };
  const fromMiddle = (clientX: number, clientY: number) =>
    fromMiddleOf(box.current, clientX, clientY);

  useWheel(box, (event) => {
    event.preventDefault();
    enlarge(wheelFactor(event), fromMiddle(event.clientX, event.clientY));
  });

  const fingers = useRef(new Map<number, { x: number; y: number }>());
  const start = useRef<{ readonly id: number; readonly x: number; readonly y: number } | null>(
    null,
  );
  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0) return;
    fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const swipes =
      onSwipe && isWhole && event.pointerType !== 'mouse' && fingers.current.size === 1;
    start.current = swipes ? { id: event.pointerId, x: event.clientX, y: event.clientY } : null;
    if (!swipes) setPull(null);
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const before = fingers.current.get(event.pointerId);
    if (!before || !pane) return;
    const now = { x: event.clientX, y: event.clientY };
    const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const was = Math.hypot(before.x - other.x, before.y - other.y);
      const is = Math.hypot(now.x - other.x, now.y - other.y);
      if (was > 0) enlarge(is / was, fromMiddle((now.x + other.x) / 2, (now.y + other.y) / 2));
    } else if (start.current) {
      setPull({ x: now.x - start.current.x, y: Math.min(0, now.y - start.current.y) });
    } else if (!isWhole) {
      move(now.x - before.x, now.y - before.y);
    }
    fingers.current.set(event.pointerId, now);
  };
  const onPointerEnd = (event: PointerEvent<HTMLElement>): void => {
    fingers.current.delete(event.pointerId);
    const began = start.current;
    if (began?.id !== event.pointerId) return;
    start.current = null;
    setPull(null);
    const swipe = swipeOf(event.clientX - began.x, event.clientY - began.y);
    if (swipe && event.type === 'pointerup') onSwipe?.(swipe);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const moves: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [80, 0],
      ArrowRight: [-80, 0],
      ArrowUp: [0, 80],
      ArrowDown: [0, -80],
    };
    const by = moves[event.key];
    if (by && !isWhole) move(by[0], by[1]);
    else if (event.key === '+' || event.key === '=') enlarge(step);
    else if (event.key === '-') enlarge(1 / step);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const place = pane ? placeIn(view, picture, pane) : null;
  const cut =
    place && pane
      ? Math.min(1, Math.max(0, (split * pane.width - place.left) / place.width))
      : split;
  const css = place
    ? {
        transform: `translate(${String(place.left + (pull?.x ?? 0))}px, ${String(place.top + (pull?.y ?? 0))}px)`,
        width: place.width,
        height: place.height,
      }
    : { opacity: 0 };
  const crisp =
    place && place.width / picture.width >= 3 / (devicePixelRatio || 1) ? shared['crisp'] : null;
  const pulled = pull && hint ? swipeOf(pull.x, pull.y) : null;

  return (
    <div
      ref={box}
      className={classes(styles['pane'], !isWhole && shared['movable'])}
      role="group"
      aria-label={label}
      tabIndex={0}
      data-moves={isWhole ? undefined : ''}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerEnd}
      onPointerCancel={onPointerEnd}
      onKeyDown={onKeyDown}
      onDoubleClick={(event) =>
        isWhole ? toActual(fromMiddle(event.clientX, event.clientY)) : onView(wholeView)
      }
    >
      {picture.url && (
        <img
          src={picture.url}
          alt={picture.alt}
          draggable={false}
          className={classes(shared['picture'], crisp)}
          style={css}
        />
      )}
      {over?.url && (
        <>
          <img
            src={over.url}
            alt={over.alt}
            draggable={false}
            className={classes(shared['picture'], crisp)}
            style={{ ...css, clipPath: `inset(0 ${String((1 - cut) * 100)}% 0 0)` }}
          />
          <span className={shared['cut']} style={{ left: `${String(split * 100)}%` }} />
        </>
      )}
      {pulled && <span className={styles['hint']}>{hint?.(pulled)}</span>}
      {children}
    </div>
  );
}
