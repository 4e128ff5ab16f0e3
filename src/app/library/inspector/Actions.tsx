import { Download, RotateCcw, Trash2 } from 'lucide-react';

import type { SelectionFacts } from '#domain/contract/selection.ts';
import { useInkreel } from '../../inkreel.ts';
import { Button } from '../../ui/Button.tsx';
import { inspectorWords as words } from '../../words/inspector.ts';
import { type ActProps, openAct } from '../opened.ts';
import { selectionActs } from '../acts.ts';
import { download } from '../download.ts';
import { tools, toolUnavailable } from '../tools.tsx';
import { useAssetActs } from '../useAssetActs.ts';
import styles from './Actions.module.css';
import { ActsMenu } from './ActsMenu.tsx';
import { PackMenu } from './PackMenu.tsx';

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
          if (only) void download(client, only);
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
