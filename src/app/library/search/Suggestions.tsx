/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events -- the list of an ARIA combobox: focus and keys stay in the field */
import { type RefObject, useEffect, useImperativeHandle, useState } from 'react';

import type { QuerySuggestion } from '#domain/contract/search.ts';
import { numberText } from '../../words/format.ts';
import { searchWords as words } from '../../words/search.ts';
import { useSuggestions } from './useSuggestions.ts';
import styles from './Suggestions.module.css';

/** What the field's keys do in the list. */
export interface SuggestionList {
  readonly move: (step: 1 | -1) => void;
  /** Takes the one that is lit; false when none is. */
  readonly take: () => boolean;
  readonly isShown: () => boolean;
}

/**
 * What may come next, under the field: conditions and their values with how many assets have them.
 * The field keeps the focus; the list is told apart by `aria-activedescendant`.
 */
export function Suggestions({
  id,
  handle,
  before,
  draft,
  caret,
  onActive,
  onTake,
}: {
  readonly id: string;
  readonly handle: RefObject<SuggestionList | null>;
  /** The text of the chips, which stand before the field. */
  readonly before: string;
  readonly draft: string;
  readonly caret: number;
  /** The id of the option that is lit, for the field; null: none. */
  readonly onActive: (id: string | null) => void;
  /** The field's new text and caret; `isWhole`: a condition with its value. */
  readonly onTake: (draft: string, caret: number, isWhole: boolean) => void;
}) {
  const offset = before === '' ? 0 : before.length + 1;
  const groups = useSuggestions(before === '' ? draft : `${before} ${draft}`, offset + caret);
  const all = groups.flatMap((group) => group.suggestions);
  const [lit, setLit] = useState(-1);
  const key = all.map((one) => one.insert).join('\n');
  const [litOf, setLitOf] = useState(key);
  if (litOf !== key) {
    setLitOf(key);
    setLit(-1);
  }
  const optionId = (index: number): string => `${id}-${String(index)}`;
  useEffect(() => {
    onActive(lit < 0 ? null : optionId(lit));
    if (lit >= 0) document.getElementById(optionId(lit))?.scrollIntoView({ block: 'nearest' });
    // oxlint-disable-next-line react/exhaustive-deps -- the id follows from `lit`
  }, [lit]);

  const take = (one: QuerySuggestion): void => {
    const from = Math.max(0, one.from - offset);
    const to = Math.max(from, one.to - offset);
    const isWhole = one.is !== 'token';
    const insert = isWhole ? `${one.insert} ` : one.insert;
    const after = draft.slice(to).replace(/^\s+/u, isWhole ? '' : ' ');
    onTake(draft.slice(0, from) + insert + after, from + insert.length, isWhole);
  };
  useImperativeHandle(handle, () => ({
    move: (step) => {
      const next = lit + step;
      setLit(next < -1 ? all.length - 1 : next >= all.length ? -1 : next);
    },
    take: () => {
      const one = all[lit];
      if (one) take(one);
      return one !== undefined;
    },
    isShown: () => all.length > 0,
  }));

  if (all.length === 0) return null;
  let index = -1;
  return (
    <div id={id} role="listbox" aria-label={words.suggestions} className={styles['list']}>
      {groups.map((group) => (
        <div key={group.title} role="group" aria-label={group.title} className={styles['group']}>
          <span className={styles['title']} aria-hidden>
            {group.title}
          </span>
          {group.suggestions.map((one) => {
            index += 1;
            const at = index;
            return (
              <div
                key={one.insert}
                id={optionId(at)}
                role="option"
                tabIndex={-1}
                aria-selected={at === lit}
                className={styles['option']}
                onPointerMove={() => setLit(at)}
                onMouseDown={(event) => {
                  // Before the blur, which would take the half-typed text.
                  event.preventDefault();
                }}
                onClick={() => take(one)}
              >
                <span className={styles['label']}>{one.label}</span>
                {one.hint && <span className={styles['help']}>{one.hint}</span>}
                {one.count !== null && (
                  <span className={styles['count']}>{numberText(one.count)}</span>
                )}
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}
