import { useState } from 'react';

import type { AssetId } from '#domain/id.ts';
import { useChosen } from '../../chosen.ts';
import { useCommand, useLiveQuery } from '../../inkreel.ts';
import type { ActProps } from '../../library/opened.ts';
import { TargetNote } from '../../tool/TargetNote.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Select } from '../../ui/Select.tsx';
import { Thumbnail } from '../../ui/Thumbnail.tsx';
import { showToast } from '../../ui/toasts.ts';
import { inpaintWords as words } from '../../words/inpaint.ts';
import styles from '../masks/Masks.module.css';
import { RemoveFields } from './RemoveFields.tsx';
import { useRemoveSettings } from './settings.ts';

/** One mask on a whole selection. */
export function RemoveDialog({ ids, onClose }: ActProps) {
  const [first] = ids;
  const masks =
    useLiveQuery('masksFor', first === undefined ? null : { picture: first, limit: 500 }).value ??
    [];
  const [chosen, setChosen] = useState<AssetId | null>(null);
  const [busy, setBusy] = useState(false);
  const { method, grow, feather, seed } = useRemoveSettings();
  const collection = useChosen((state) => state.target);
  const run = useCommand();
  const mask = masks.find(({ id }) => id === chosen) ?? masks[0];
  const start = async (): Promise<void> => {
    if (!mask) return;
    setBusy(true);
    const queued = await run('enqueue', {
      kind: 'inpaint',
      assets: ids,
      settings: { mask: mask.id, method, grow, feather, seed },
      fitting: true,
      ...(collection === null ? {} : { collection }),
    });
    setBusy(false);
    if (!queued) return;
    showToast({ text: words.queued(queued.tasks.length), tone: 'plain' });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.actTitle(ids.length)}
      description={words.actHelp}
      actions={
        <Button
          look="primary"
          busy={busy}
          unavailable={mask ? null : words.noMasks}
          onClick={() => void start()}
        >
          {words.start(ids.length)}
        </Button>
      }
    >
      <div className={styles['panel']}>
        {mask ? (
          <div className={styles['item']}>
            <span className={styles['thumb']}>
              <Thumbnail blob={mask.blob} />
            </span>
            <span className={styles['named']}>
              <Field label={words.chooseMask}>
                {(control) => (
                  <Select
                    {...control}
                    value={mask.id as string}
                    onValue={(id) => setChosen(masks.find((one) => one.id === id)?.id ?? null)}
                    choices={masks.map(({ id, name }) => ({ value: id as string, label: name }))}
                  />
                )}
              </Field>
            </span>
          </div>
        ) : (
          <p className={styles['notice']}>{words.noMasks}</p>
        )}
        <RemoveFields />
        <TargetNote />
      </div>
    </Dialog>
  );
}
