import { useState } from 'react';

import type { RemakeStep } from '#domain/contract/remake.ts';
import { taskAbout } from '#tasks/abouts.ts';
import { useChosen } from '../chosen.ts';
import { useCommand, useLiveQuery } from '../inkreel.ts';
import { FactList } from '../library/inspector/Facts.tsx';
import type { ActProps } from '../library/opened.ts';
import { saidSettings } from '../tool/said-settings.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { showToast } from '../ui/toasts.ts';
import { commonWords } from '../words/common.ts';
import { remixWords as words } from '../words/remix.ts';
import styles from './Remix.module.css';
import { plainSettings } from './told.ts';

/** So many are told one by one. */
const listed = 20;

/** Makes assets once more, having said with what, and whether the same bytes are to be expected. */
export function RemakeDialog({ ids, onClose }: ActProps) {
  const run = useCommand();
  const [busy, setBusy] = useState(false);
  const target = useChosen((state) => state.target);
  const plan = useLiveQuery('remakePlan', { ids }).value;
  const possible = plan?.filter(({ obstacle }) => obstacle === null) ?? [];
  const [first] = plan ?? [];
  const start = async (): Promise<void> => {
    setBusy(true);
    const done = await run('makeAgain', {
      assets: possible.map(({ asset }) => asset.id),
      // As in every other tool: the collection for new things.
      ...(target === null ? {} : { collection: target }),
    });
    setBusy(false);
    if (!done) return;
    showToast({ text: words.made(done.tasks.length), tone: 'plain' });
    onClose();
  };
  const reason =
    first?.obstacle === null || !first ? null : words.obstacle(first.obstacle, first.reason);
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title(ids.length)}
      description={words.help}
      actions={
        <>
          <Button onClick={onClose}>{commonWords.cancel}</Button>
          <Button
            look="primary"
            busy={busy}
            unavailable={!plan ? words.looking : possible.length > 0 ? null : reason}
            onClick={() => void start()}
          >
            {words.act(possible.length)}
          </Button>
        </>
      }
    >
      <ol className={styles['steps']}>
        {(plan ?? []).slice(0, listed).map((step) => (
          <Step key={step.asset.id} step={step} many={ids.length > 1} />
        ))}
      </ol>
      {plan && plan.length > listed && (
        <p className={styles['quiet']}>{words.more(plan.length - listed)}</p>
      )}
    </Dialog>
  );
}

function Step({ step, many }: { readonly step: RemakeStep; readonly many: boolean }) {
  const { asset, kind, settings, sources, obstacle, reason, inexact, told_by: by } = step;
  const line =
    (kind === null ? '' : saidSettings(kind, settings)) ||
    plainSettings(settings)
      .map(([name, value]) => `${name} ${value}`)
      .join(' · ');
  return (
    <li className={styles['step']}>
      {many && (
        <span className={styles['name']} dir="auto">
          {asset.name}
        </span>
      )}
      {kind !== null && (
        <FactList
          facts={[
            { label: words.tool, value: taskAbout(kind)?.words.act ?? kind },
            ...(sources.length > 0
              ? [{ label: words.from, value: sources.map(({ name }) => name).join(', ') }]
              : []),
            ...(line === '' ? [] : [{ label: words.settings, value: line }]),
          ]}
        />
      )}
      {by === 'file' && <p className={styles['quiet']}>{words.fromFile}</p>}
      {obstacle !== null && <p className={styles['warn']}>{words.obstacle(obstacle, reason)}</p>}
      {obstacle === null && inexact.length === 0 && <p className={styles['ok']}>{words.exact}</p>}
      {obstacle === null && inexact.length > 0 && (
        <div className={styles['quiet']}>
          <p>{words.inexactTitle}</p>
          <ul>
            {inexact.map((why) => (
              <li key={why}>{words.inexact[why]}</li>
            ))}
          </ul>
        </div>
      )}
    </li>
  );
}
