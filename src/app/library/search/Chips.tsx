import { X } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useRef } from 'react';

import { searchWords as words } from '../../words/search.ts';
import { chipOf } from './chip-words.ts';
import styles from './Chips.module.css';

/**
 * The conditions of a query as chips before the field. Arrow keys go along them, Enter changes one
 * in the field, Delete or Backspace takes it away.
 */
export function Chips({
  chips,
  last,
  onEdit,
  onRemove,
  onLeave,
}: {
  readonly chips: readonly string[];
  /** The chip beside the field: where its Backspace and its left arrow lead. */
  readonly last: RefObject<HTMLButtonElement | null>;
  readonly onEdit: (index: number) => void;
  readonly onRemove: (index: number) => void;
  /** Past the last chip: back into the field. */
  readonly onLeave: () => void;
}) {
  const list = useRef<HTMLUListElement>(null);
  const focusOn = (index: number): void => {
    const buttons = list.current?.querySelectorAll<HTMLButtonElement>('button[data-chip]');
    if (index >= (buttons?.length ?? 0)) onLeave();
    else buttons?.[Math.max(0, index)]?.focus();
  };
  const remove = (index: number): void => {
    onRemove(index);
    // After the list is drawn anew.
    requestAnimationFrame(() => focusOn(index));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, index: number): void => {
    const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? 'Left' : 'Right';
    if (event.key === `Arrow${forward}`) focusOn(index + 1);
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') focusOn(index - 1);
    else if (event.key === 'Home') focusOn(0);
    else if (event.key === 'End' || event.key === 'Escape') onLeave();
    else if (event.key === 'Delete' || event.key === 'Backspace') remove(index);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <ul ref={list} className={styles['chips']} aria-label={words.conditions}>
      {chips.map((text, index) => {
        const { name, value, negated } = chipOf(text);
        const said = [negated ? words.not : null, name, value].filter(Boolean).join(' ');
        return (
          // The same condition may stand twice, and chips keep no state.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={`${text} ${String(index)}`} className={styles['chip']}>
            <button
              ref={index === chips.length - 1 ? last : undefined}
              type="button"
              data-chip
              className={styles['edit']}
              aria-label={words.editChip(said)}
              title={text}
              tabIndex={index === chips.length - 1 ? 0 : -1}
              onClick={() => onEdit(index)}
              onKeyDown={(event) => onKeyDown(event, index)}
            >
              {negated && <span className={styles['not']}>{words.not}</span>}
              {name !== '' && <span className={styles['name']}>{name}</span>}
              <span className={styles['value']}>{value}</span>
            </button>
            <button
              type="button"
              tabIndex={-1}
              className={styles['remove']}
              aria-label={words.removeChip(said)}
              onClick={() => {
                onRemove(index);
                onLeave();
              }}
            >
              <X aria-hidden />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
