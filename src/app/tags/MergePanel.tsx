import { useState } from 'react';

import { useCommand } from '../inkreel.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { Select } from '../ui/Select.tsx';
import { Toggle } from '../ui/Toggle.tsx';
import { tagWords as words } from '../words/tags.ts';
import styles from './Tags.module.css';

/** Makes one tag of several, or takes them away. */
export function MergePanel({
  tags,
  onMerged,
  onDelete,
}: {
  /** The most used first: it is the one that most often stays. */
  readonly tags: readonly string[];
  readonly onMerged: (into: string) => void;
  readonly onDelete: () => void;
}) {
  const run = useCommand();
  const [chosen, setChosen] = useState<string | null>(null);
  const [keeps, setKeeps] = useState(true);
  const into = chosen !== null && tags.includes(chosen) ? chosen : (tags[0] ?? '');
  const merge = async (): Promise<void> => {
    const done = await run('mergeTags', { tags, into, keep_aliases: keeps });
    if (done) onMerged(into);
  };
  return (
    <div className={styles['panel']}>
      <h2 className={styles['heading']}>{words.selected(tags.length)}</h2>
      <Field label={words.mergeInto} help={words.mergeHelp}>
        {(control) => (
          <Select<string>
            {...control}
            value={into}
            onValue={setChosen}
            choices={tags.map((tag) => ({ value: tag, label: tag }))}
          />
        )}
      </Field>
      <Toggle label={words.mergeKeep} checked={keeps} onChecked={setKeeps} />
      <div className={styles['acts']}>
        <Button look="primary" onClick={() => void merge()}>
          {words.merge}
        </Button>
        <Button look="danger" onClick={onDelete}>
          {words.delete}
        </Button>
      </div>
    </div>
  );
}
