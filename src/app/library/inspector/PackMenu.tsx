import { Package, Plus } from 'lucide-react';
import { useState } from 'react';

import type { AssetId } from '#domain/id.ts';
import { useInProject } from '../../chosen.ts';
import { useCommand, useLiveQuery } from '../../inkreel.ts';
import { useUndo } from '../../shell/undo.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { showToast } from '../../ui/toasts.ts';
import { commonWords } from '../../words/common.ts';
import { inspectorWords as words } from '../../words/inspector.ts';
import styles from './Actions.module.css';

/** Adds a selection to a pack, or begins a new one with it. */
export function PackMenu({ ids }: { readonly ids: readonly AssetId[] }) {
  const run = useCommand();
  const { undo } = useUndo();
  const mine = useInProject();
  const packs = useLiveQuery('packs', mine).value ?? [];
  const [naming, setNaming] = useState(false);
  const [name, setName] = useState('');
  const told = (pack: string): void =>
    showToast({
      text: words.addedToPack(ids.length, pack),
      tone: 'plain',
      action: { label: commonWords.undo, run: undo },
    });
  const create = async (): Promise<void> => {
    const done = await run('createPack', { name: name.trim(), assets: ids, ...mine });
    if (!done) return;
    told(name.trim());
    setNaming(false);
    setName('');
  };
  return (
    <>
      <Menu
        align="start"
        trigger={
          <Button className={styles['action']} icon={<Package aria-hidden />}>
            {words.addToPack}
          </Button>
        }
        entries={[
          ...packs.map((pack) => ({
            label: pack.name,
            icon: <Package aria-hidden />,
            onSelect: () =>
              void run('addToPack', { pack: pack.id, assets: ids }).then((done) => {
                if (done) told(pack.name);
              }),
          })),
          ...(packs.length > 0 ? (['separator'] as const) : []),
          { label: words.newPack, icon: <Plus aria-hidden />, onSelect: () => setNaming(true) },
        ]}
      />
      <Dialog
        open={naming}
        onClose={() => setNaming(false)}
        title={words.newPackTitle}
        size="small"
        actions={
          <Button
            look="primary"
            unavailable={name.trim() === '' ? words.packName : null}
            onClick={() => void create()}
          >
            {words.createPack}
          </Button>
        }
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() !== '') void create();
          }}
        >
          <Field label={words.packName}>
            {(control) => (
              <TextInput
                {...control}
                maxLength={255}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
        </form>
      </Dialog>
    </>
  );
}
