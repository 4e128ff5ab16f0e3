import { useState } from 'react';

import type { TagColour } from '#domain/tags.ts';
import { commonWords as words, suggestWords } from '../words/common.ts';
import { RemovableChip } from './Chip.tsx';
import { SuggestInput, type Suggestion } from './SuggestInput.tsx';
import { TagDot } from './TagDot.tsx';
import styles from './TagInput.module.css';

export interface Tag {
  readonly value: string;
  /** Said beside it when not all of a selection have it. */
  readonly note?: string;
  readonly colour?: TagColour | null;
  readonly parent?: string | null;
  /** Where a press on the tag leads, with the words for it. */
  readonly link?: { readonly href: string; readonly label: string };
}

/** Tags as chips and a line to add more; a comma or Enter adds. */
export function TagInput({
  label,
  tags,
  suggestions,
  onTyped,
  onAdd,
  onRemove,
}: {
  readonly label: string;
  readonly tags: readonly Tag[];
  readonly suggestions: readonly Suggestion[];
  readonly onTyped: (text: string) => void;
  readonly onAdd: (tag: string) => void;
  readonly onRemove: (tag: string) => void;
}) {
  const [text, setText] = useState('');
  const type = (next: string): void => {
    setText(next);
    onTyped(next);
  };
  const add = (typed: string): void => {
    for (const part of typed.split(',')) {
      const tag = part.trim();
      if (tag !== '' && !tags.some((known) => known.value === tag && !known.note)) onAdd(tag);
    }
    type('');
  };
  return (
    <div className={styles['tags']}>
      {tags.map((tag) => (
        <RemovableChip
          key={tag.value}
          removeLabel={words.removeNamed(tag.value)}
          onRemove={() => onRemove(tag.value)}
          {...(tag.note ? { name: tag.note } : {})}
        >
          {tag.colour && <TagDot colour={tag.colour} />}
          {tag.link ? (
            <a className={styles['link']} href={tag.link.href} title={tag.link.label}>
              {tag.value}
            </a>
          ) : (
            tag.value
          )}
          {tag.parent && <span className={styles['quiet']}>{suggestWords.parent(tag.parent)}</span>}
        </RemovableChip>
      ))}
      <SuggestInput
        label={label}
        placeholder={label}
        value={text}
        onValue={(next) => {
          if (next.endsWith(',')) add(next);
          else type(next);
        }}
        onTake={add}
        suggestions={suggestions.filter((one) => !tags.some((tag) => tag.value === one.value))}
      />
    </div>
  );
}
