import { Package, Plus } from 'lucide-react';
import { useState } from 'react';

import type { AssetId } from '#domain/id.ts';
import { useInProject } from '../../chosen.ts';
import { useCommand, useLiveQuery } from '../../inkreel.ts';
import { useUndo } from '../../shell/undo.ts';
import { Button } from '../../ui/Button.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { showDone } from '../../ui/toasts.ts';
import { inspectorWords as words } from '../../words/inspector.ts';
import styles from './Actions.module.css';
import { NewPackDialog } from './NewPackDialog.tsx';

/** Adds a selection to a pack, or begins a new one with it. */
export function PackMenu({ ids }: { readonly ids: readonly AssetId[] }) {
  const run = useCommand();
  const { undo } = useUndo();
  const mine = useInProject();
  const packs = useLiveQuery('packs', mine).value ?? [];
  const [naming, setNaming] = useState(false);
  const told = (pack: string): void => showDone(words.addedToPack(ids.length, pack), undo);
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
      {naming && <NewPackDialog ids={ids} onClose={() => setNaming(false)} />}
    </>
  );
}
