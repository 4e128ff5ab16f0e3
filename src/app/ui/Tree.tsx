/* oxlint-disable jsx-a11y/prefer-tag-over-role -- HTML has no tree; this is the ARIA pattern of one */
import { ChevronRight } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react';

import { classes } from './classes.ts';
import type { Point } from './MenuList.tsx';
import styles from './Tree.module.css';
import { useMenuAt } from './useMenuAt.ts';

/** One line of a tree; lines come in order, each right before what is below it. */
export interface TreeLine {
  readonly key: string;
  /** 0: a root. */
  readonly depth: number;
  readonly name: string;
  readonly icon?: ReactNode;
  /** A number beside the name, as text. */
  readonly figure?: string;
  /** What is read out, where the name and the figure do not say it. */
  readonly label?: string;
  readonly hasMore: boolean;
}

/** A line that is seen, with its place among its siblings and what stands above it. */
interface Seen {
  readonly line: TreeLine;
  readonly above: string | null;
  place: number;
  of: number;
}

/** The lines that are not inside of a closed one. */
function seenOf(lines: readonly TreeLine[], open: ReadonlySet<string>): readonly Seen[] {
  const seen: Seen[] = [];
  const path: Seen[] = [];
  const siblings: Seen[][] = [[]];
  let closedAt = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    if (line.depth > closedAt) continue;
    closedAt = line.hasMore && !open.has(line.key) ? line.depth : Number.POSITIVE_INFINITY;
    path.length = line.depth;
    siblings.length = line.depth + 1;
    const beside = (siblings[line.depth] ??= []);
    const one: Seen = { line, above: path.at(-1)?.line.key ?? null, place: 0, of: 0 };
    beside.push(one);
    one.place = beside.length;
    for (const other of beside) other.of = beside.length;
    path[line.depth] = one;
    seen.push(one);
  }
  return seen;
}

/** How long letters typed in a row belong together, ms. */
const typingMs = 600;

/**
 * A tree in which one line is chosen: the arrow keys move, open and close, letters go to a name,
 * Enter and Space choose (WAI-ARIA Authoring Practices, tree view).
 */
export function Tree({
  label,
  lines,
  open,
  onOpen,
  chosen,
  onChoose,
  onMenu,
}: {
  readonly label: string;
  readonly lines: readonly TreeLine[];
  readonly open: ReadonlySet<string>;
  readonly onOpen: (key: string, isOpen: boolean) => void;
  readonly chosen: string | null;
  readonly onChoose: (key: string) => void;
  /** A menu is asked for on a line, at a place of the window. */
  readonly onMenu?: (key: string, at: Point, line: HTMLElement) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<string | null>(null);
  const menu = useMenuAt((key, at, line) => {
    setActive(key);
    onMenu?.(key, at, line);
  });
  const typed = useRef({ text: '', at: 0 });
  const seen = useMemo(() => seenOf(lines, open), [lines, open]);
  const current =
    seen.find(({ line }) => line.key === active) ??
    seen.find(({ line }) => line.key === chosen) ??
    seen[0];

  const go = (one: Seen | undefined): void => {
    if (!one) return;
    setActive(one.line.key);
    list.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(one.line.key)}"]`)?.focus();
  };
  /** The next line whose name begins with what is typed, round the end. */
  const seek = (index: number, letter: string): void => {
    const now = Date.now();
    const isNew = now - typed.current.at > typingMs;
    typed.current = { text: isNew ? letter : typed.current.text + letter, at: now };
    const text = typed.current.text.toLocaleLowerCase();
    const from = isNew ? index + 1 : index;
    const round = [...seen.slice(from), ...seen.slice(0, from)];
    go(round.find(({ line }) => line.name.toLocaleLowerCase().startsWith(text)));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, one: Seen): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const index = seen.indexOf(one);
    const { key, hasMore } = one.line;
    const isOpen = hasMore && open.has(key);
    const acts: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(seen[index + 1]),
      ArrowUp: () => go(seen[index - 1]),
      Home: () => go(seen[0]),
      End: () => go(seen.at(-1)),
      ArrowRight: () => (isOpen ? go(seen[index + 1]) : hasMore && onOpen(key, true)),
      ArrowLeft: () =>
        isOpen ? onOpen(key, false) : go(seen.find(({ line }) => line.key === one.above)),
      Enter: () => onChoose(key),
      ' ': () => onChoose(key),
      '*': () => {
        for (const { line, above } of seen) {
          if (above === one.above && line.hasMore) onOpen(line.key, true);
        }
      },
    };
    const act = acts[event.key];
    if (!act && (event.key.length !== 1 || event.key.trim() === '')) return;
    event.preventDefault();
    // A letter means a name here, and no key of the screen.
    event.stopPropagation();
    event.nativeEvent.stopPropagation();
    if (act) act();
    else seek(index, event.key);
  };
  return (
    <div ref={list} role="tree" aria-label={label} className={styles['tree']} {...menu}>
      {seen.map((one) => {
        const { key, depth, name, icon, figure, hasMore } = one.line;
        const isOpen = hasMore && open.has(key);
        return (
          <div
            key={key}
            data-key={key}
            data-menu={onMenu && key}
            role="treeitem"
            tabIndex={one === current ? 0 : -1}
            aria-label={one.line.label ?? (figure === undefined ? name : `${name}, ${figure}`)}
            aria-level={depth + 1}
            aria-posinset={one.place}
            aria-setsize={one.of}
            aria-selected={key === chosen}
            aria-expanded={hasMore ? isOpen : undefined}
            title={name}
            className={classes(styles['item'], key === chosen && styles['chosen'])}
            style={{ paddingInlineStart: 2 + Math.min(8, depth) * 14 }}
            onClick={() => {
              setActive(key);
              onChoose(key);
            }}
            onKeyDown={(event) => onKeyDown(event, one)}
          >
            <span
              aria-hidden
              className={classes(styles['twist'], isOpen && styles['open'])}
              onClick={(event) => {
                if (!hasMore) return;
                event.stopPropagation();
                onOpen(key, !isOpen);
              }}
            >
              {hasMore && <ChevronRight />}
            </span>
            {icon}
            <span className={styles['name']} dir="auto">
              {name}
            </span>
            {figure !== undefined && <span className={styles['figure']}>{figure}</span>}
          </div>
        );
      })}
    </div>
  );
}
