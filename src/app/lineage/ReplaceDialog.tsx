import { useState } from 'react';

import type { AssetRow } from '#domain/asset.ts';
import type { LinkedAsset } from '#domain/contract/lineage.ts';
import { useCommand, useLiveQuery } from '../inkreel.ts';
import { useUndo } from '../shell/undo.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { showDone } from '../ui/toasts.ts';
import { Toggle } from '../ui/Toggle.tsx';
import { lineageWords as words } from '../words/lineage.ts';
import { usesLines } from '../words/uses.ts';
import { AssetPicker } from './AssetPicker.tsx';
import styles from './Lineage.module.css';

/** Puts another asset wherever one is used, and makes its results again where that is wished. */
export function ReplaceDialog({
  old,
  onClose,
}: {
  readonly old: AssetRow;
  readonly onClose: () => void;
}) {
  const run = useCommand();
  const { undo } = useUndo();
  const [chosen, setChosen] = useState<readonly LinkedAsset[]>([]);
  const [rebuilds, setRebuilds] = useState(false);
  const uses = useLiveQuery('usesOf', { ids: [old.id] }).value;
  const [by] = chosen;
  const plan = useLiveQuery('rebuildPlan', by ? { id: old.id, by: by.id } : null).value;
  const possible = by ? (plan ?? []).filter(({ obstacle }) => obstacle === null).length : 0;
  const replace = async (): Promise<void> => {
    if (!by) return;
    // The results first: replacing makes the two variants of each other, which are no results.
    if (rebuilds && possible > 0 && !(await run('rebuildFrom', { asset: old.id, by: by.id })))
      return;
    if (!(await run('replaceAsset', { old: old.id, by: by.id }))) return;
    showDone(words.replaced(old.name, by.name), undo);
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.replaceTitle(old.name)}
      description={words.replaceHelp}
      actions={
        <Button
          look="primary"
          unavailable={by ? null : words.linkNothing}
          onClick={() => void replace()}
        >
          {words.replaceAct}
        </Button>
      }
    >
      <div className={styles['form']}>
        {uses && uses.total > 0 && (
          <ul className={styles['ties']}>
            {usesLines(uses).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        <AssetPicker
          without={[old.id]}
          chosen={chosen}
          onChosen={setChosen}
          project={old.project_id}
          kind={old.kind}
        />
        {possible > 0 && (
          <Toggle label={words.alsoRebuild} checked={rebuilds} onChecked={setRebuilds} />
        )}
      </div>
    </Dialog>
  );
}
