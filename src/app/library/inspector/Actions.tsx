import { Download, RotateCcw, Trash2 } from 'lucide-react';

import type { AssetRow } from '#domain/asset.ts';
import type { SelectionFacts } from '#domain/contract/selection.ts';
import { showFailure, useInkreel } from '../../inkreel.ts';
import { Button } from '../../ui/Button.tsx';
import { inspectorWords as words } from '../../words/inspector.ts';
import { type ActProps, openAct } from '../opened.ts';
import { selectionActs } from '../acts.ts';
import { tools, toolUnavailable } from '../tools.tsx';
import { useAssetActs } from '../useAssetActs.ts';
import styles from './Actions.module.css';
import { ActsMenu } from './ActsMenu.tsx';
import { PackMenu } from './PackMenu.tsx';

/** A file name as the user gave it, with the extension of its real format when it has none. */
const fileNameOf = (asset: AssetRow): string =>
  /\.[a-z0-9]{2,5}$/i.test(asset.name) || !asset.format
    ? asset.name
    : `${asset.name}.${asset.format === 'jpeg' ? 'jpg' : asset.format}`;

const edit = selectionActs.find(({ name }) => name === 'enhance');

/** Everything that can be done with one asset or a selection; what cannot says why. */
export function Actions({
  ids,
  rows,
  facts,
}: Omit<ActProps, 'onClose'> & { readonly facts: SelectionFacts }) {
  const client = useInkreel();
  const acts = useAssetActs();
  const isTrashed = facts.assets > 0 && facts.groups.every((group) => group.trashed);
  const [only] = rows;
  // Tools for other kinds of media would only be in the way; the palette has them, with the reason.
  const fitting = tools.filter(({ kind: { accepts } }) =>
    facts.groups.some(({ kind }) => accepts.includes(kind)),
  );

  const download = async (asset: AssetRow): Promise<void> => {
    if (!asset.blob) return;
    const file = await client.openBlob(asset.blob);
    if (!file.ok) {
      showFailure(file.failure);
      return;
    }
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file.value);
    link.download = fileNameOf(asset);
    link.click();
    // The download reads from the address after the click; a minute is plenty to begin.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };

  if (isTrashed) {
    return (
      <div className={styles['actions']}>
        <Button icon={<RotateCcw aria-hidden />} onClick={() => acts.restore(ids)}>
          {words.restore}
        </Button>
      </div>
    );
  }
  return (
    <fieldset className={styles['actions']} aria-label={words.actions}>
      {edit && facts.groups.some(({ kind }) => kind === 'image') && (
        <Button
          className={styles['action']}
          icon={<edit.icon aria-hidden />}
          unavailable={edit.unavailable(facts)}
          onClick={() => openAct({ Dialog: edit.dialog, ids, rows })}
        >
          {edit.label}
        </Button>
      )}
      {fitting.map(({ kind, icon: Icon, Dialog }) => (
        <Button
          key={kind.kind}
          className={styles['action']}
          icon={<Icon aria-hidden />}
          unavailable={toolUnavailable(kind, facts)}
          onClick={() => openAct({ Dialog, ids, rows })}
        >
          {kind.words.act}
        </Button>
      ))}
      <PackMenu ids={ids} />
      <ActsMenu ids={ids} rows={rows} facts={facts} />
      <Button
        className={styles['action']}
        icon={<Download aria-hidden />}
        unavailable={
          ids.length > 1 ? words.unavailable.oneOnly : only?.blob ? null : words.unavailable.noFile
        }
        onClick={() => {
          if (only) void download(only);
        }}
      >
        {words.download}
      </Button>
      <Button
        className={styles['action']}
        icon={<Trash2 aria-hidden />}
        onClick={() => acts.trash(ids)}
      >
        {words.trash}
      </Button>
    </fieldset>
  );
}
