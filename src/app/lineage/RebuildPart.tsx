import { useState } from 'react';

import type { AssetId } from '#domain/id.ts';
import { useCommand, useLiveQuery } from '../inkreel.ts';
import { Button } from '../ui/Button.tsx';
import { showToast } from '../ui/toasts.ts';
import { taskAbout } from '#tasks/abouts.ts';
import { lineageWords as words } from '../words/lineage.ts';
import styles from './Lineage.module.css';

/** What recorded tasks made from an asset, and making it again; each result can be left out. */
export function RebuildPart({ id }: { readonly id: AssetId }) {
  const run = useCommand();
  const plan = useLiveQuery('rebuildPlan', { id }).value;
  const [left, setLeft] = useState<ReadonlySet<AssetId>>(new Set());
  if (!plan) return null;
  if (plan.length === 0) return <p className={styles['quiet']}>{words.rebuildNone}</p>;
  const possible = plan.filter(({ obstacle }) => obstacle === null);
  // What hangs on something that is left out is left out too.
  const out = new Set<AssetId>(left);
  for (const { asset, source } of plan) if (out.has(source)) out.add(asset.id);
  const wanted = possible.filter(({ asset }) => !out.has(asset.id));
  const rebuild = (): void =>
    void run('rebuildFrom', { asset: id, only: wanted.map(({ asset }) => asset.id) }).then(
      (done) => {
        if (done) showToast({ text: words.rebuilt(done.tasks.length, 0), tone: 'plain' });
      },
    );
  return (
    <>
      <p className={styles['quiet']}>{words.rebuildHelp}</p>
      <ol className={styles['plan']}>
        {plan.slice(0, 60).map((step) => (
          <li key={step.asset.id}>
            <label className={styles['step']}>
              <input
                type="checkbox"
                aria-label={step.asset.name}
                checked={step.obstacle === null && !out.has(step.asset.id)}
                disabled={step.obstacle !== null || out.has(step.source)}
                onChange={(event) => {
                  const next = new Set(left);
                  if (event.target.checked) next.delete(step.asset.id);
                  else next.add(step.asset.id);
                  setLeft(next);
                }}
              />
              <span>
                <span dir="auto">{step.asset.name}</span>
                <span className={styles['quiet']}>
                  {step.obstacle === null
                    ? (taskAbout(step.kind ?? '')?.words.act ?? step.kind)
                    : words.obstacle(step.obstacle, step.reason)}
                </span>
              </span>
            </label>
          </li>
        ))}
      </ol>
      {plan.length > 60 && <p className={styles['quiet']}>{words.more(plan.length - 60)}</p>}
      <Button unavailable={wanted.length === 0 ? words.rebuildNone : null} onClick={rebuild}>
        {words.rebuildAct(wanted.length)}
      </Button>
    </>
  );
}
