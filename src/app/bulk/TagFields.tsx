import { useState } from 'react';

import { useInProject } from '../chosen.ts';
import { useLiveQuery } from '../inkreel.ts';
import { Chip } from '../ui/Chip.tsx';
import { TagInput } from '../ui/TagInput.tsx';
import { bulkWords as words } from '../words/bulk.ts';
import { numberText } from '../words/format.ts';
import styles from './Bulk.module.css';

/** As many tags of a selection as one can look over; the rest is found by typing. */
const shown = 40;

/** Tags to add, and tags to take away, of those that the selection has. */
export function TagFields({
  add,
  remove,
  borne,
  of,
  onAdd,
  onRemove,
}: {
  readonly add: readonly string[];
  readonly remove: readonly string[];
  readonly borne: readonly { readonly tag: string; readonly count: number }[];
  /** How many assets the selection has. */
  readonly of: number;
  readonly onAdd: (tags: readonly string[]) => void;
  readonly onRemove: (tags: readonly string[]) => void;
}) {
  const [typed, setTyped] = useState('');
  const mine = useInProject();
  const suggestions = useLiveQuery(
    'suggestTags',
    typed === '' ? null : { text: typed, ...mine },
  ).value;
  return (
    <section className={styles['section']} aria-label={words.fields.tags}>
      <h3 className={styles['heading']}>{words.fields.tags}</h3>
      <TagInput
        label={words.addTags}
        tags={add.map((value) => ({ value }))}
        suggestions={typed === '' ? [] : (suggestions ?? [])}
        onTyped={setTyped}
        onAdd={(tag) => onAdd([...add, tag])}
        onRemove={(tag) => onAdd(add.filter((one) => one !== tag))}
      />
      <p className={styles['quiet']}>{borne.length === 0 ? words.noTags : words.removeTags}</p>
      <fieldset className={styles['chips']} aria-label={words.removeTags}>
        {borne.slice(0, shown).map(({ tag, count }) => (
          <Chip
            key={tag}
            label={tag}
            count={count === of ? numberText(count) : `${numberText(count)}/${numberText(of)}`}
            pressed={remove.includes(tag)}
            onPress={() =>
              onRemove(
                remove.includes(tag) ? remove.filter((one) => one !== tag) : [...remove, tag],
              )
            }
          />
        ))}
      </fieldset>
    </section>
  );
}
