import { ArrowLeftRight } from 'lucide-react';
import { useState } from 'react';

import type { LinkedAsset } from '#domain/contract/lineage.ts';
import { type Relation, relations } from '#domain/lineage/relations.ts';
import { useCommand } from '../inkreel.ts';
import type { ActProps } from '../library/acts.ts';
import { useUndo } from '../shell/undo.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { Select } from '../ui/Select.tsx';
import { showDone } from '../ui/toasts.ts';
import { lineageWords as words } from '../words/lineage.ts';
import { AssetPicker } from './AssetPicker.tsx';
import styles from './Lineage.module.css';

const called = (names: readonly string[], count: number): string =>
  count === 1 && names[0] !== undefined ? words.quoted(names[0]) : words.several(count);

/** Links a selection to other assets: how and in which direction is said as a sentence. */
export function LinkDialog({ ids, rows, onClose }: ActProps) {
  const run = useCommand();
  const { undo } = useUndo();
  const [others, setOthers] = useState<readonly LinkedAsset[]>([]);
  const [type, setType] = useState<Relation>('used_in');
  const [swapped, setSwapped] = useState(false);
  const own = called(
    rows.map(({ name }) => name),
    ids.length,
  );
  const other =
    others.length === 0
      ? words.another
      : called(
          others.map(({ name }) => name),
          others.length,
        );
  const sentence = (of: Relation): string =>
    swapped
      ? words.sentence(of, own, other, Math.max(1, others.length))
      : words.sentence(of, other, own, ids.length);
  const links = ids.flatMap((id) =>
    others.map((one) =>
      swapped ? { parent: id, child: one.id, type } : { parent: one.id, child: id, type },
    ),
  );
  const link = (): void =>
    void run('linkAssets', { links }).then((done) => {
      if (!done) return;
      showDone(words.linked(done.changed), undo);
      onClose();
    });
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.linkTitle(ids.length, rows[0]?.name ?? '')}
      actions={
        <Button
          look="primary"
          unavailable={others.length === 0 ? words.linkNothing : null}
          onClick={link}
        >
          {words.linkAct(links.length)}
        </Button>
      }
    >
      <div className={styles['form']}>
        <AssetPicker
          many
          without={ids}
          chosen={others}
          onChosen={setOthers}
          project={rows[0]?.project_id ?? null}
        />
        <Field label={words.relation}>
          {(control) => (
            <Select
              {...control}
              value={type}
              onValue={setType}
              choices={relations.map((value) => ({ value, label: sentence(value) }))}
            />
          )}
        </Field>
        <Button
          size="small"
          icon={<ArrowLeftRight aria-hidden />}
          onClick={() => setSwapped((before) => !before)}
        >
          {words.swap}
        </Button>
        <output className={styles['sentence']}>{sentence(type)}</output>
      </div>
    </Dialog>
  );
}
