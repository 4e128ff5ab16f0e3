import { useLocation } from 'wouter';
import { z } from 'zod/mini';

import { useCommand, useLiveQuery } from '../inkreel.ts';
import { useProgress } from '../progress.ts';
import { Button } from '../ui/Button.tsx';
import { Progress } from '../ui/Progress.tsx';
import { momentText } from '../words/format.ts';
import { dataWords as words } from '../words/data.ts';
import section from '../ui/Section.module.css';
import styles from './Data.module.css';
import { RepairPart } from '../safety/RepairPart.tsx';

const resultForm = z.object({
  checked: z.number(),
  missing: z.number(),
  changed: z.number(),
  unreadable: z.number(),
  found: z.number(),
  /** Null where the browser cannot list what is stored. */
  orphans: z.nullable(z.number()),
});

/** Hashes every stored file again, as a task like any other, and says what it found. */
export function VerifySection() {
  const command = useCommand();
  const [, navigate] = useLocation();
  const rows = useLiveQuery('queue', {
    status: ['pending', 'running', 'completed'],
    kind: 'verify',
    limit: 5,
  }).value;
  const active = rows?.find((row) => row.status === 'running' || row.status === 'pending');
  const last = rows?.find((row) => row.status === 'completed');
  const tick = useProgress(active?.id ?? null);
  const result = last?.result ? resultForm.safeParse(JSON.parse(last.result)) : null;
  const bad = result?.success ? result.data.missing + result.data.changed : 0;
  return (
    <section className={section['section']} aria-labelledby="data-verify">
      <h2 id="data-verify">{words.verify}</h2>
      <p className={section['lead']}>{words.verifyText}</p>
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
      <p className={section['quiet']}>
        {words.lastVerify}:{' '}
        {last?.finished_at && result?.success ? (
          <>
            {momentText(last.finished_at)} ·{' '}
            <span className={bad > 0 ? section['bad'] : section['ok']}>
              {bad > 0
                ? words.verifyBad(bad)
                : words.verified(result.data.checked - result.data.unreadable)}
            </span>
          </>
        ) : (
          words.never
        )}
      </p>
      {result?.success && (
        <>
          {result.data.unreadable > 0 && (
            <p className={section['warn']}>{words.verifyUnreadable(result.data.unreadable)}</p>
          )}
          {result.data.found > 0 && (
            <p className={section['ok']}>{words.verifyFound(result.data.found)}</p>
          )}
          {result.data.orphans !== null && result.data.orphans > 0 && (
            <p className={section['quiet']}>{words.verifyOrphans(result.data.orphans)}</p>
          )}
          {bad > 0 && (
            <Button onClick={() => navigate('/library?q=state:missing')}>
              {words.showMissing}
            </Button>
          )}
        </>
      )}
      <RepairPart />
    </section>
  );
}
