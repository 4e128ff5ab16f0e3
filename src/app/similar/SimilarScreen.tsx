import { ScanSearch, Upload } from 'lucide-react';
import { useState } from 'react';

import type { SimilarPair } from '#domain/contract/curation.ts';
import { alikeWithin } from '#domain/likeness.ts';
import { useInProject } from '../chosen.ts';
import { useCommand, useInkreel, useLiveQuery } from '../inkreel.ts';
import { useProgress } from '../progress.ts';
import { ScreenFrame } from '../shell/ScreenFrame.tsx';
import { useImport } from '../shell/importing.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Progress } from '../ui/Progress.tsx';
import { Select } from '../ui/Select.tsx';
import { commonWords } from '../words/common.ts';
import { failureLine } from '../words/failures.ts';
import { similarWords as words } from '../words/review.ts';
import { PairDialog } from './PairDialog.tsx';
import styles from './SimilarScreen.module.css';

const kind = 'find_similar';
/** Pairs in one sitting; what is left comes with the next. */
const sitting = 500;

/** Finding pictures alike, and the way to deciding about them. */
export function SimilarScreen() {
  const run = useCommand();
  const client = useInkreel();
  const [within, setWithin] = useState(String(alikeWithin));
  const [pairs, setPairs] = useState<readonly SimilarPair[] | null>(null);
  const distance = Number(within);
  const found = useLiveQuery('similarPairs', { distance, limit: 1 }).value;
  const tasks = useLiveQuery('queue', {
    kind,
    status: ['pending', 'running', 'failed', 'completed'],
    limit: 20,
  }).value;
  const working = tasks?.find(({ status }) => status === 'pending' || status === 'running');
  const newest = tasks?.toSorted((a, b) => b.created_at - a.created_at)[0];
  const progress = useProgress(working?.id ?? null);
  const search = (): void => void run('enqueue', { kind, assets: [], settings: {} });
  const begin = (): void =>
    void client
      .query('similarPairs', { distance, limit: sitting })
      .then((answer) => answer.ok && setPairs(answer.value.pairs));
  const { pick } = useImport();
  const mine = useInProject();
  const facets = useLiveQuery('facets', { filter: { ...mine, kinds: ['image'] } }).value;
  const tooFew = facets !== undefined && (facets.kind['image'] ?? 0) < 2;
  const isNew = found?.searched_at === null;
  const result: unknown =
    newest?.status === 'completed' && newest.result ? JSON.parse(newest.result) : null;
  const isWhole =
    !(typeof result === 'object' && result !== null && 'whole' in result) || result.whole === true;

  const searchButton = (look: 'primary' | 'plain') =>
    working ? (
      <Button onClick={() => void run('cancelTasks', { tasks: [working.id] })}>
        {commonWords.cancel}
      </Button>
    ) : (
      <Button look={look} icon={<ScanSearch aria-hidden />} onClick={search}>
        {isNew ? words.find : words.findAgain}
      </Button>
    );

  return (
    <ScreenFrame
      top={
        <>
          <h1 className={styles['title']}>{words.title}</h1>
          <span className={styles['spring']} />
          {found && !isNew && (
            <Select
              look="quiet"
              aria-label={words.within}
              value={within}
              onValue={setWithin}
              choices={Object.entries(words.closeness).map(([value, label]) => ({ value, label }))}
            />
          )}
          {found && !isNew && searchButton('plain')}
        </>
      }
    >
      <div className={styles['page']}>
        {working && (
          <div className={styles['working']}>
            <output>{words.finding}</output>
            <Progress label={words.finding} fraction={progress?.fraction ?? working.progress} />
          </div>
        )}
        {newest?.status === 'failed' && newest.failure && (
          <p className={styles['bad']}>
            {`${words.findFailed}: ${failureLine(JSON.parse(newest.failure))}`}
          </p>
        )}
        {found && isNew && !working && (
          <EmptyState
            icon={<ScanSearch aria-hidden />}
            title={words.neverTitle}
            actions={
              tooFew ? (
                <Button look="primary" icon={<Upload aria-hidden />} onClick={() => pick(false)}>
                  {words.importFirst}
                </Button>
              ) : (
                searchButton('primary')
              )
            }
          >
            <p>{words.intro}</p>
            {tooFew && <p>{words.tooFew}</p>}
          </EmptyState>
        )}
        {found && !isNew && found.total === 0 && !working && (
          <EmptyState icon={<ScanSearch aria-hidden />} title={words.noneTitle}>
            {words.noneText(found.printed)}
          </EmptyState>
        )}
        {found && found.total > 0 && (
          <div className={styles['found']}>
            <p className={styles['number']}>{words.found(found.total)}</p>
            <p className={styles['quiet']}>{words.duplicateHelp}</p>
            <Button look="primary" onClick={begin}>
              {words.start(Math.min(found.total, sitting))}
            </Button>
          </div>
        )}
        {found && !isNew && found.unprinted > 0 && !working && (
          <p className={styles['quiet']}>{words.unprinted(found.unprinted)}</p>
        )}
        {found && !isNew && found.unreadable > 0 && !working && (
          <p className={styles['quiet']}>{words.unreadable(found.unreadable)}</p>
        )}
        {!isWhole && <p className={styles['quiet']}>{words.notWhole}</p>}
        {found && found.judged > 0 && (
          <p className={styles['quiet']}>{words.judged(found.judged)}</p>
        )}
      </div>
      {pairs && pairs.length > 0 && (
        <PairDialog pairs={pairs} distance={distance} onClose={() => setPairs(null)} />
      )}
    </ScreenFrame>
  );
}
