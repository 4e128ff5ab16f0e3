import { MoreHorizontal } from 'lucide-react';
import { Suspense, useState } from 'react';

import { Button } from '../../ui/Button.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { inspectorWords as words } from '../../words/inspector.ts';
import { type ActProps, type SelectionAct, selectionActs } from '../acts.ts';
import styles from './Actions.module.css';

/** The acts on a selection that open a dialog or a place of their own. */
export function ActsMenu({ ids, rows }: Omit<ActProps, 'onClose'>) {
  const [opened, setOpened] = useState<SelectionAct | null>(null);
  if (selectionActs.length === 0) return null;
  const Opened = opened?.dialog;
  return (
    <>
      <Menu
        align="start"
        trigger={
          <Button className={styles['action']} icon={<MoreHorizontal aria-hidden />}>
            {words.more}
          </Button>
        }
        entries={selectionActs.map((act) => ({
          label: act.label,
          icon: <act.icon aria-hidden />,
          unavailable: act.unavailable(rows, ids.length),
          onSelect: () => setOpened(act),
        }))}
      />
      {Opened && (
        <Suspense fallback={null}>
          <Opened ids={ids} rows={rows} onClose={() => setOpened(null)} />
        </Suspense>
      )}
    </>
  );
}
