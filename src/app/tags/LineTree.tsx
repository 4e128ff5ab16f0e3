/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events -- no HTML element is a tree of thousands of which a window is drawn; this is the ARIA tree pattern, whose keys are the tree's */
import { Check, ChevronDown, ChevronRight } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';

import { TagDot } from '../ui/TagDot.tsx';
import { tagWords } from '../words/tags.ts';
import type { Line } from './lines.ts';
import styles from './Tags.module.css';

/** Height of a line, px; the stylesheet has the same. */
const lineHeight = 36;
/** Lines drawn beyond the window on either side. */
const beyond = 8;

/**
 * A tree of any length of which only the window is drawn. Arrow keys move, open and close, Space
 * and Shift with the arrows select, Enter edits, Delete asks to take away.
 */
export function LineTree({
  label,
  lines,
  selected,
  onSelect,
  onOpen,
  onEdit,
  onDelete,
}: {
  readonly label: string;
  readonly lines: readonly Line[];
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
  readonly onOpen: (key: string, isOpen: boolean) => void;
  readonly onEdit: (id: string) => void;
  readonly onDelete: () => void;
}) {
  const id = useId();
  const tree = useRef<HTMLDivElement>(null);
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const [view, setView] = useState({ top: 0, height: 800 });
  const found = lines.findIndex((line) => line.key === activeKey);
  const active = Math.max(0, found);

  useEffect(() => {
    const node = tree.current;
    if (!node) return;
    const measure = (): void => setView({ top: node.scrollTop, height: node.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    node.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      node.removeEventListener('scroll', measure);
    };
  }, []);

  const first = Math.max(0, Math.floor(view.top / lineHeight) - beyond);
  const end = Math.min(lines.length, Math.ceil((view.top + view.height) / lineHeight) + beyond);
  // The line that has the keyboard is always there, so that readers can name it.
  const drawn = Array.from({ length: end - first }, (_, index) => first + index);
  if (lines.length > 0 && !drawn.includes(active)) drawn.push(active);

  const goTo = (index: number): Line | undefined => {
    const line = lines[Math.min(lines.length - 1, Math.max(0, index))];
    const node = tree.current;
    if (!line || !node) return line;
    setActiveKey(line.key);
    const top = lines.indexOf(line) * lineHeight;
    if (top < node.scrollTop) node.scrollTop = top;
    else if (top + lineHeight > node.scrollTop + node.clientHeight) {
      node.scrollTop = top + lineHeight - node.clientHeight;
    }
    return line;
  };
  const toggle = (line: Line): void => {
    const next = new Set(selected);
    if (!next.delete(line.id)) next.add(line.id);
    onSelect(next);
  };
  const parentOf = (index: number): number => {
    const level = lines[index]?.level ?? 1;
    for (let above = index - 1; above >= 0; above -= 1) {
      if ((lines[above]?.level ?? 0) < level) return above;
    }
    return index;
  };
  const page = Math.max(1, Math.floor(view.height / lineHeight) - 1);

  const onKeyDown = (event: KeyboardEvent): void => {
    const line = lines[active];
    if (!line) return;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      Home: 0,
      End: lines.length - 1,
      PageDown: active + page,
      PageUp: active - page,
    };
    const step = steps[event.key];
    if (step !== undefined) {
      const next = goTo(found < 0 ? 0 : step);
      if (event.shiftKey && next) onSelect(new Set([...selected, line.id, next.id]));
    } else if (event.key === 'ArrowRight') {
      if (line.isOpen === false) onOpen(line.key, true);
      else if (line.isOpen) goTo(active + 1);
    } else if (event.key === 'ArrowLeft') {
      if (line.isOpen) onOpen(line.key, false);
      else goTo(parentOf(active));
    } else if (event.key === ' ') toggle(line);
    else if (event.key === 'Enter') {
      if (!selected.has(line.id)) onSelect(new Set([line.id]));
      onEdit(line.id);
    } else if (event.key === 'Delete') {
      if (selected.size === 0) onSelect(new Set([line.id]));
      onDelete();
    } else if (event.key === 'Escape') onSelect(new Set());
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={tree}
      role="tree"
      tabIndex={0}
      aria-label={label}
      aria-describedby={`${id}-help`}
      aria-multiselectable
      aria-activedescendant={lines.length > 0 ? `${id}-${String(active)}` : undefined}
      className={styles['tree']}
      onKeyDown={onKeyDown}
    >
      <span id={`${id}-help`} hidden>
        {tagWords.listHelp}
      </span>
      <div
        role="presentation"
        className={styles['long']}
        style={{ height: lines.length * lineHeight }}
      >
        {drawn.map((index) => {
          const line = lines[index];
          if (!line) return null;
          const isSelected = selected.has(line.id);
          return (
            <div
              key={line.key}
              id={`${id}-${String(index)}`}
              role="treeitem"
              tabIndex={-1}
              aria-label={line.spoken}
              aria-level={line.level}
              aria-setsize={line.setSize}
              aria-posinset={line.position}
              aria-selected={isSelected}
              {...(line.isOpen === null ? {} : { 'aria-expanded': line.isOpen })}
              className={styles['line']}
              data-active={index === active || undefined}
              style={{
                top: index * lineHeight,
                paddingInlineStart: 8 + (line.level - 1) * 20,
              }}
              onClick={(event) => {
                setActiveKey(line.key);
                tree.current?.focus();
                if (event.ctrlKey || event.metaKey || event.shiftKey) toggle(line);
                else {
                  onSelect(new Set([line.id]));
                  onEdit('');
                }
              }}
            >
              <span
                aria-hidden
                className={styles['branch']}
                onClick={(event) => {
                  event.stopPropagation();
                  if (line.isOpen !== null) onOpen(line.key, !line.isOpen);
                }}
              >
                {line.isOpen === null ? null : line.isOpen ? <ChevronDown /> : <ChevronRight />}
              </span>
              <span
                aria-hidden
                className={styles['box']}
                onClick={(event) => {
                  event.stopPropagation();
                  setActiveKey(line.key);
                  toggle(line);
                }}
              >
                {isSelected && <Check />}
              </span>
              {line.colour && <TagDot colour={line.colour} />}
              <span className={styles['lineName']} dir="auto">
                {line.label}
              </span>
              <span className={styles['note']} dir="auto">
                {line.note}
              </span>
              <span className={styles['figures']}>{line.figures}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
