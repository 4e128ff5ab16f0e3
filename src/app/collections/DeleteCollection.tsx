import { useState } from 'react';

import type { CollectionRow } from '#domain/contract/collections.ts';
import { useCommand, useLiveQuery } from '../inkreel.ts';
import { useUndo } from '../shell/undo.ts';
import { FormDialog } from '../ui/FormDialog.tsx';
import { Toggle } from '../ui/Toggle.tsx';
import { showDone } from '../ui/toasts.ts';
import { collectionWords as words } from '../words/collections.ts';
import { usesLines } from '../words/uses.ts';
import styles from './Collections.module.css';

/** Deletes a collection alone, or with its assets; what is needed elsewhere is named and stays. */
export function DeleteCollection({
  row,
  onClose,
}: {
  readonly row: CollectionRow;
  readonly onClose: () => void;
}) {
  const run = useCommand();
  const { undo } = useUndo();
  const plan = useLiveQuery('collectionDeletion', { id: row.id }).value;
  const [withAssets, setWithAssets] = useState(false);
  const [keepUsed, setKeepUsed] = useState(true);
  const [keepStarred, setKeepStarred] = useState(true);
  if (!plan) return null;
  const kept =
    (keepUsed ? plan.used.total : 0) +
    (keepStarred ? plan.starred : 0) -
    (keepUsed && keepStarred ? plan.both : 0);
  const going = plan.assets - kept;

  const remove = async (): Promise<void> => {
    const done = await run('trashCollection', {
      collection: row.id,
      ...(withAssets ? { assets: { keepUsed, keepStarred } } : {}),
    });
    if (!done) return;
    onClose();
    showDone(
      withAssets ? words.removedWith(row.name, done.assets, done.kept) : words.removed(row.name),
      undo,
    );
  };
  const choice = (value: boolean, label: string, help: string) => (
    // Its words stand in it.
    // oxlint-disable-next-line jsx-a11y/label-has-associated-control
    <label className={styles['option']}>
      <input
        type="radio"
        name="what"
        checked={withAssets === value}
        onChange={() => setWithAssets(value)}
      />
      <span>
        <strong>{label}</strong>
        <span className={styles['quiet']}>{help}</span>
      </span>
    </label>
  );
  return (
    <FormDialog
      onClose={onClose}
      title={words.removeTitle(row.name)}
      act={withAssets ? words.removeWithAct(going) : words.removeAct}
      look="danger"
      onSubmit={remove}
    >
      <fieldset className={styles['options']} aria-label={words.removeTitle(row.name)}>
        {choice(false, words.removeOnly, words.removeOnlyHelp)}
        {choice(true, words.removeWith, words.removeWithHelp(withAssets ? going : plan.assets))}
      </fieldset>
      {withAssets && plan.used.total > 0 && (
        <div className={styles['kept']}>
          <Toggle
            label={words.keepUsed(plan.used.total)}
            checked={keepUsed}
            onChecked={setKeepUsed}
          />
          <p className={styles['quiet']}>
            {words.named(
              plan.used.first.map(({ name }) => name),
              plan.used.total,
            )}
          </p>
          <ul className={styles['quiet']}>
            {usesLines(plan.uses).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      )}
      {withAssets && plan.starred > 0 && (
        <Toggle
          label={words.keepStarred(plan.starred)}
          checked={keepStarred}
          onChecked={setKeepStarred}
        />
      )}
    </FormDialog>
  );
}
