import { Plus } from 'lucide-react';
import { useState } from 'react';

import { useInProject } from '../chosen.ts';
import { useLiveQuery } from '../inkreel.ts';
import type { ActProps } from '../library/acts.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { TextInput } from '../ui/TextInput.tsx';
import { collectionWords as words } from '../words/collections.ts';
import { CollectionDialog } from './CollectionDialog.tsx';
import styles from './Collections.module.css';
import { typeIcons } from './type-icons.ts';
import { useCollect } from './useCollect.ts';
import { showToast } from '../ui/toasts.ts';

/** Adds a selection to a collection that is found by its name, or to a new one of that name. */
export function AddToCollection({ ids, onClose }: ActProps) {
  const { collect } = useCollect();
  const collections = useLiveQuery('collections', useInProject()).value ?? [];
  const [sought, setSought] = useState('');
  const [naming, setNaming] = useState(false);
  const name = sought.trim();
  const fitting = collections.filter(
    (row) => row.type !== 'smart' && row.name.toLowerCase().includes(name.toLowerCase()),
  );
  const add = (index: number): void => {
    const row = fitting[index];
    if (!row) return;
    void collect(ids, row).then((done) => {
      if (done) onClose();
    });
  };
  if (naming) {
    return (
      <CollectionDialog
        name={name}
        assets={ids}
        onClose={onClose}
        onSaved={(_, made) => showToast({ text: words.added(ids.length, made), tone: 'plain' })}
      />
    );
  }
  return (
    <Dialog open size="small" onClose={onClose} title={words.addTitle(ids.length)}>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (fitting.length === 1) add(0);
          else if (fitting.length === 0) setNaming(true);
        }}
      >
        <Field label={words.find}>
          {(control) => (
            <TextInput
              {...control}
              value={sought}
              autoComplete="off"
              maxLength={255}
              onChange={(event) => setSought(event.target.value)}
            />
          )}
        </Field>
        <ul className={styles['choices']}>
          {fitting.map((row, index) => {
            const Icon = typeIcons[row.type];
            return (
              <li key={row.id}>
                <button type="button" className={styles['choice']} onClick={() => add(index)}>
                  <Icon aria-hidden />
                  <span className={styles['name']} dir="auto">
                    {row.name}
                  </span>
                  <span className={styles['quiet']}>{words.figures(row.count)}</span>
                </button>
              </li>
            );
          })}
          <li>
            <button type="button" className={styles['choice']} onClick={() => setNaming(true)}>
              <Plus aria-hidden />
              <span className={styles['name']}>
                {name === '' ? words.newOne : words.newNamed(name)}
              </span>
            </button>
          </li>
        </ul>
      </form>
    </Dialog>
  );
}
