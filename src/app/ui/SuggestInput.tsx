/* oxlint-disable jsx-a11y/prefer-tag-over-role -- datalist can neither be styled nor show counts; this is the ARIA combobox pattern */
import { useId, useRef, useState, type KeyboardEvent } from 'react';

import type { TagColour } from '#domain/tags.ts';
import { numberText } from '../words/format.ts';
import { suggestWords } from '../words/common.ts';
import type { FieldControl } from './Field.tsx';
import styles from './SuggestInput.module.css';
import { TagDot } from './TagDot.tsx';
import { TextInput } from './TextInput.tsx';

export interface Suggestion {
  readonly value: string;
  readonly count: number;
  readonly colour?: TagColour | null;
  /** Said in brackets: what tells it from another of a like name. */
  readonly parent?: string | null;
  /** The other spelling that was found. */
  readonly alias?: string | null;
}

/** A line of text that offers what was used before. Arrow keys choose, Enter takes, Escape gives it up. */
export function SuggestInput({
  value,
  onValue,
  onTake,
  suggestions,
  control,
  label,
  placeholder,
  onBackspaceEmpty,
}: {
  readonly value: string;
  readonly onValue: (value: string) => void;
  /** A value was taken: chosen from the list, or typed and confirmed. */
  readonly onTake: (value: string) => void;
  readonly suggestions: readonly Suggestion[];
  readonly control?: FieldControl;
  readonly label?: string;
  readonly placeholder?: string;
  readonly onBackspaceEmpty?: () => void;
}) {
  const listId = useId();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const shown = open && suggestions.length > 0;
  /** What stood here before something was typed that is not taken yet. */
  const before = useRef<string | null>(null);

  // What is typed in another case of letters is what is there already.
  const known = (typed: string): string => {
    const folded = typed.trim().toLowerCase();
    const same = suggestions.filter((one) => one.value.toLowerCase() === folded);
    return same.some((one) => one.value === typed.trim()) ? typed : (same[0]?.value ?? typed);
  };
  const take = (taken: string): void => {
    before.current = null;
    setOpen(false);
    setActive(-1);
    onTake(taken);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      const next = active + step;
      setActive(next < -1 ? suggestions.length - 1 : next >= suggestions.length ? -1 : next);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      take(suggestions[active]?.value ?? known(value));
    } else if (event.key === 'Escape' && (shown || before.current !== null)) {
      // Nothing that was given up is taken when the field is left.
      event.stopPropagation();
      if (before.current !== null) onValue(before.current);
      before.current = null;
      setOpen(false);
      setActive(-1);
    } else if (event.key === 'Backspace' && value === '') {
      onBackspaceEmpty?.();
    }
  };

  return (
    <span className={styles['wrap']}>
      <TextInput
        {...control}
        role="combobox"
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={listId}
        aria-activedescendant={shown && active >= 0 ? `${listId}-${String(active)}` : undefined}
        autoComplete="off"
        placeholder={placeholder}
        value={value}
        onChange={(event) => {
          before.current ??= value;
          setOpen(true);
          setActive(-1);
          onValue(event.target.value);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          setOpen(false);
          before.current = null;
          if (value.trim() !== '') onTake(known(value));
        }}
      />
      <span
        id={listId}
        role="listbox"
        aria-label={label ?? placeholder}
        className={styles['list']}
        hidden={!shown}
      >
        {suggestions.map((suggestion, index) => (
          <span
            key={suggestion.value}
            id={`${listId}-${String(index)}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={styles['option']}
            onPointerDown={(event) => {
              // Before the blur, which would take the half-typed text.
              event.preventDefault();
              take(suggestion.value);
            }}
          >
            <span className={styles['value']} dir="auto">
              {suggestion.colour && <TagDot colour={suggestion.colour} />}
              {suggestion.value}
              {suggestion.parent && (
                <span className={styles['quiet']}>{suggestWords.parent(suggestion.parent)}</span>
              )}
              {suggestion.alias && (
                <span className={styles['quiet']}>{suggestWords.alias(suggestion.alias)}</span>
              )}
            </span>
            <span className={styles['count']}>{numberText(suggestion.count)}</span>
          </span>
        ))}
      </span>
    </span>
  );
}
