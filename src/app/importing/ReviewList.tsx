/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a select can hold neither two lines nor thousands; this is the ARIA listbox pattern */
import { Check } from 'lucide-react';
import {
  type KeyboardEvent,
  type ReactNode,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';

import { importReviewWords as words } from '../words/import-review.ts';
import styles from './ImportReview.module.css';

/** Height of every row (px); the style sheet has the same. */
const rowHeight = 48;
/** Rows beyond the edges that are drawn, so that a quick scroll shows no gap. */
const spare = 8;

/** One row as the list draws it. */
export interface ListedRow {
  readonly key: number;
  readonly name: string;
  readonly note: ReactNode;
  /** null: it cannot be ticked. */
  readonly ticked: boolean | null;
}

/**
 * A list of any length of which only what is in sight is drawn. One stop of the Tab key: arrows,
 * Home, End and the page keys move, Space ticks.
 */
export function ReviewList({
  count,
  rowAt,
  onTick,
}: {
  readonly count: number;
  readonly rowAt: (place: number) => ListedRow;
  readonly onTick: (place: number) => void;
}) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(480);
  const [active, setActive] = useState(0);
  const isEmpty = count === 0;
  useLayoutEffect(() => {
    const element = box.current;
    if (isEmpty || !element) return undefined;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, [isEmpty]);

  if (isEmpty) return <p className={styles['empty']}>{words.empty}</p>;
  const at = Math.min(active, Math.max(0, count - 1));
  const moveTo = (place: number): void => {
    const next = Math.max(0, Math.min(count - 1, place));
    setActive(next);
    const element = box.current;
    if (!element) return;
    if (next * rowHeight < element.scrollTop) element.scrollTop = next * rowHeight;
    const below = (next + 1) * rowHeight - element.clientHeight;
    if (below > element.scrollTop) element.scrollTop = below;
  };
  const page = Math.max(1, Math.floor(height / rowHeight) - 1);
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: count - 1,
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = moves[event.key];
    if (to !== undefined) moveTo(to);
    else if (event.key === ' ') onTick(at);
    else return;
    event.preventDefault();
  };

  const first = Math.max(0, Math.floor(top / rowHeight) - spare);
  const last = Math.min(count, Math.ceil((top + height) / rowHeight) + spare);
  const places = Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index);
  const isActiveDrawn = at >= first && at < last;
  return (
    <div
      ref={box}
      className={styles['list']}
      role="listbox"
      aria-multiselectable
      aria-label={words.list}
      aria-activedescendant={isActiveDrawn ? `${id}-${String(at)}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <div className={styles['whole']} style={{ height: count * rowHeight }}>
        {places.map((place) => {
          const { key, name, note, ticked } = rowAt(place);
          return (
            // The list itself has the keys; a press is what the pointer has beside them.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
            <div
              key={key}
              id={`${id}-${String(place)}`}
              role="option"
              aria-selected={ticked === true}
              aria-disabled={ticked === null}
              aria-setsize={count}
              aria-posinset={place + 1}
              data-active={place === at || undefined}
              className={styles['row']}
              style={{ top: place * rowHeight }}
              onClick={() => {
                setActive(place);
                onTick(place);
              }}
            >
              <span className={styles['tick']} data-ticked={ticked ?? undefined} aria-hidden>
                {ticked === true && <Check />}
              </span>
              <span className={styles['lines']}>
                <span className={styles['name']} dir="auto">
                  {name}
                </span>
                <span className={styles['note']}>{note}</span>
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
