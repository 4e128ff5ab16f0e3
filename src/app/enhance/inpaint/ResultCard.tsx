import type { AssetRow } from '#domain/asset.ts';
import { isFailure } from '#domain/failure.ts';
import type { AssetId, TaskId } from '#domain/id.ts';
import { goTo } from '../../address.ts';
import { useCommand, useInkreel, useLiveQuery } from '../../inkreel.ts';
import { selectionActs } from '../../library/acts.ts';
import { openAct } from '../../library/opened.ts';
import { useProgress } from '../../progress.ts';
import { Button } from '../../ui/Button.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { Thumbnail } from '../../ui/Thumbnail.tsx';
import { failureWords } from '../../words/failures.ts';
import { inpaintWords as words } from '../../words/inpaint.ts';
import styles from '../masks/Masks.module.css';
import own from './ResultCard.module.css';

/** What became of a task of the editor: its progress, then the result beside the original. */
export function ResultCard({
  task: id,
  source,
  onMask,
}: {
  readonly task: TaskId;
  readonly source: AssetId;
  /** Takes a result that is a mask to where it is used. */
  readonly onMask?: (mask: AssetRow) => void;
}) {
  const task = useLiveQuery('task', { id }).value;
  const target = task?.target_asset_id ?? null;
  const made = useLiveQuery('asset', target === null ? null : { id: target }).value?.asset;
  const original = useLiveQuery('asset', { id: source }).value?.asset;
  const tick = useProgress(task?.status === 'running' ? id : null);
  const run = useCommand();
  const { query } = useInkreel();
  const isDone = task?.status === 'completed' && made?.state === 'ready';

  if (!task) return null;
  const compare = async (): Promise<void> => {
    const act = selectionActs.find(({ name }) => name === 'compare');
    if (!act || target === null) return;
    const rows = await Promise.all([source, target].map((one) => query('asset', { id: one })));
    openAct({
      ids: [source, target],
      rows: rows.flatMap((row) => (row.ok && row.value ? [row.value.asset] : [])),
      Dialog: act.dialog,
    });
  };
  const failure: unknown = task.failure === null ? null : JSON.parse(task.failure);
  const said = isFailure(failure) ? failureWords(failure) : null;
  return (
    <section className={own['card']} aria-label={words.result}>
      {(task.status === 'pending' || task.status === 'running') && (
        <>
          <output>
            {task.status === 'pending'
              ? words.waiting
              : words.working((tick?.fraction ?? task.progress) * 100)}
          </output>
          <Progress fraction={tick?.fraction ?? task.progress} label={words.result} />
          <div className={styles['row']}>
            <Button size="small" onClick={() => void run('cancelTasks', { tasks: [id] })}>
              {words.cancel}
            </Button>
          </div>
        </>
      )}
      {isDone && (
        <>
          <output>{made.kind === 'mask' ? words.readyMask : words.ready}</output>
          <div className={own['pair']}>
            <span className={own['picture']}>
              <Thumbnail blob={original?.blob ?? null} />
            </span>
            <span className={own['picture']}>
              <Thumbnail blob={made.blob} />
            </span>
          </div>
          <div className={styles['row']}>
            {made.kind === 'image' && (
              <Button onClick={() => void compare()}>{words.compare}</Button>
            )}
            {made.kind === 'image' && (
              <Button look="quiet" onClick={() => goTo(`/enhance/${made.id}`)}>
                {words.goOn}
              </Button>
            )}
            {made.kind === 'mask' && onMask && (
              <Button onClick={() => onMask(made)}>{words.takeOut}</Button>
            )}
          </div>
        </>
      )}
      {task.status === 'cancelled' && <output>{words.cancelled}</output>}
      {task.status === 'failed' && (
        <output>
          {words.failed} {said && `${said.what} ${said.safe} ${said.next}`}
        </output>
      )}
    </section>
  );
}
