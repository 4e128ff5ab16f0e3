import { Columns2 } from 'lucide-react';
import { useState } from 'react';
import { useParams } from 'wouter';

import type { BatchId } from '#domain/id.ts';
import { nothingFound } from '#domain/task.ts';
import { taskAbout } from '#tasks/abouts.ts';
import { goTo } from '../address.ts';
import { useCommand } from '../inkreel.ts';
import { openAct } from '../library/opened.ts';
import { tools } from '../library/tools.tsx';
import { ScreenFrame } from '../shell/ScreenFrame.tsx';
import { useUndo } from '../shell/undo.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { showDone } from '../ui/toasts.ts';
import { batchWords as words } from '../words/batch.ts';
import { ResultCard } from './ResultCard.tsx';
import { useResults } from './useResults.ts';
import styles from './Batch.module.css';

const page = 60;

/** The contact sheet of a batch: before and after of each result, approved or discarded here. */
export function BatchScreen() {
  const { id = '' } = useParams<{ id?: string }>();
  const run = useCommand();
  const { undo } = useUndo();
  const [limit, setLimit] = useState(page);
  // The border: an address may hold anything; what is no id finds nothing.
  const { tasks, shown, open, again, againRows } = useResults(id as BatchId, limit);
  if (!tasks) {
    const top = <h1 className={styles['title']}>{words.title}</h1>;
    return <ScreenFrame top={top}>{null}</ScreenFrame>;
  }
  const done = tasks.filter(({ status }) => status === 'completed').length;
  const unneeded = tasks.flatMap(({ id: task, source_name, result }) => {
    const reason = nothingFound(result);
    return reason === null ? [] : [{ task, name: source_name ?? '', reason }];
  });
  const kind = tasks[0] && taskAbout(tasks[0].kind);
  const ids = open.map((asset) => asset.id);
  // The tool's own dialog on what it did badly: with other settings, only those.
  const tool = tools.find((one) => one.kind.kind === kind?.kind);
  const nothing = ids.length === 0 ? words.noneOpen : null;
  // A star is a word of its own: what has one is only discarded by itself.
  const plain = open.flatMap((asset) => (asset.starred === 1 ? [] : [asset.id]));
  const kept = ids.length - plain.length;
  const discard = async (): Promise<void> => {
    if (!(await run('trashAssets', { assets: plain }))) return;
    const text = words.discardedKept(plain.length, kept);
    showDone(text, undo);
  };
  return (
    <ScreenFrame
      top={
        <>
          <h1 className={styles['title']}>{words.title}</h1>
          <span className={styles['spring']} />
          <Button
            unavailable={nothing ?? (plain.length === 0 ? words.allStarred : null)}
            onClick={() => void discard()}
          >
            {words.discardOpen(plain.length)}
          </Button>
          <Button
            look="primary"
            unavailable={nothing}
            onClick={() => void run('editAssets', { assets: ids, changes: { approved: true } })}
          >
            {words.approveOpen(ids.length)}
          </Button>
        </>
      }
    >
      {tasks.length === 0 ? (
        <EmptyState
          icon={<Columns2 aria-hidden />}
          title={words.gone}
          actions={
            <Button look="primary" onClick={() => goTo('/queue')}>
              {words.toQueue}
            </Button>
          }
        >
          {words.goneText}
        </EmptyState>
      ) : (
        <div className={styles['page']}>
          <output className={styles['summary']}>
            <strong>{words.summary(kind?.words.act ?? '', done, tasks.length)}</strong>
            <span>{words.open(ids.length)}</span>
            {kept > 0 && <span>{words.keptStarred(kept)}</span>}
          </output>
          {ids.length === 0 && done > 0 && (
            <p>
              <a href="#/library?q=approved%3Ayes">{words.toApproved}</a>
            </p>
          )}
          <p className={styles['help']}>{words.help}</p>
          {tool && again.length > 0 && (
            <div>
              <Button onClick={() => openAct({ Dialog: tool.Dialog, ids: again, rows: againRows })}>
                {words.again(again.length)}
              </Button>
            </div>
          )}
          <ul className={styles['sheet']} aria-label={words.title}>
            {shown.map((result) => (
              <ResultCard key={result.task.id} result={result} />
            ))}
          </ul>
          {unneeded.length > 0 && (
            <section className={styles['unneeded']} aria-labelledby="unneeded">
              <h2 id="unneeded">{words.unneeded(unneeded.length)}</h2>
              <p className={styles['help']}>{words.unneededText}</p>
              <ul>
                {unneeded.slice(0, limit).map(({ task, name, reason }) => (
                  <li key={task}>{words.unneededOne(name, reason)}</li>
                ))}
              </ul>
            </section>
          )}
          {done > limit && <Button onClick={() => setLimit(limit + page)}>{words.more}</Button>}
        </div>
      )}
    </ScreenFrame>
  );
}
