import { z } from 'zod/mini';

import { useCommand, useLiveQuery } from '../inkreel.ts';
import { useProgress } from '../progress.ts';
import { Button } from '../ui/Button.tsx';
import { Progress } from '../ui/Progress.tsx';
import { momentText } from '../words/format.ts';
import { dataWords as words } from '../words/data.ts';
import styles from './Data.module.css';

const resultForm = z.object({
  checked: z.number(),
  missing: z.array(z.unknown()),
  changed: z.array(z.unknown()),
});

/** Hashes every stored file again, as a task like any other, and says what it found. */
export function VerifySection() {
  const command = useCommand();
  const rows = useLiveQuery('queue', {
    status: ['pending', 'running', 'completed'],
    kind: 'verify',
    limit: 5,
  }).value;
  const active = rows?.find((row) => row.status === 'running' || row.status === 'pending');
  const last = rows?.find((row) => row.status === 'completed');
  const tick = useProgress(active?.id ?? null);
  const result = last?.result ? resultForm.safeParse(JSON.parse(last.result)) : null;
  const bad = result?.success ? result.data.missing.length + result.data.changed.length : 0;
  return (
    <section className={styles['section']} aria-labelledby="data-verify">
      <h2 id="data-verify">{words.verify}</h2>
      <p className={styles['lead']}>{words.verifyText}</p>
      {active ? (
        <div className={styles['bar']}>
          <Progress fraction={tick?.fraction ?? active.progress} label={words.verifying} />
        </div>
      ) : (
        <Button
          onClick={() => void command('enqueue', { kind: 'verify', assets: [], settings: {} })}
        >
          {words.verify}
        </Button>
      )}
      <p className={styles['quiet']}>
        {words.lastVerify}:{' '}
        {last?.finished_at && result?.success ? (
          <>
            {momentText(last.finished_at)} ·{' '}
            <span className={bad > 0 ? styles['bad'] : styles['ok']}>
              {bad > 0 ? words.verifyBad(bad) : words.verified(result.data.checked)}
            </span>
          </>
        ) : (
          words.never
        )}
      </p>
    </section>
  );
}
