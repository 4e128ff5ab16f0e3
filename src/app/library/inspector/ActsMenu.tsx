import { MoreHorizontal } from 'lucide-react';

import type { SelectionFacts } from '#domain/contract/selection.ts';
import { Button } from '../../ui/Button.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { inspectorWords as words } from '../../words/inspector.ts';
import { selectionActs } from '../acts.ts';
import { type ActProps, openAct } from '../opened.ts';
import styles from './Actions.module.css';

/** The acts on a selection that open a dialog or a place of their own. */
export function ActsMenu({
  ids,
  rows,
  facts,
}: Omit<ActProps, 'onClose'> & { readonly facts: SelectionFacts }) {
  return (
    <Menu
      align="start"
      trigger={
        <Button className={styles['action']} icon={<MoreHorizontal aria-hidden />}>
          {words.more}
        </Button>
      }
      entries={selectionActs
        .filter(({ name }) => name !== 'enhance')
        .map((act) => ({
          label: act.label,
          icon: <act.icon aria-hidden />,
          unavailable: act.unavailable(facts),
          onSelect: () => openAct({ Dialog: act.dialog, ids, rows }),
        }))}
    />
  );
}
