import { isFailure } from '#domain/failure.ts';
import type { TaskRow } from '#domain/task.ts';
import { taskAbout } from '#tasks/abouts.ts';
import { useCommand } from '../../inkreel.ts';
import { useProgress } from '../../progress.ts';
import { Button } from '../../ui/Button.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { commonWords } from '../../words/common.ts';
import { failureWords } from '../../words/failures.ts';
import { percentText } from '../../words/format.ts';
import { inspectorWords as words } from '../../words/inspector.ts';
import { Section } from './Section.tsx';
import styles from './TaskList.module.css';

function TaskLine({ task }: { readonly task: TaskRow }) {
  const run = useCommand();
  const tick = useProgress(task.status === 'running' ? task.id : null);
  const kind = taskAbout(task.kind);
  const fraction = tick?.fraction ?? task.progress;
  const parsed: unknown = task.failure ? JSON.parse(task.failure) : null;
  const failure = isFailure(parsed) ? failureWords(parsed) : null;
  const isOpen = task.status === 'pending' || task.status === 'running';
  const canRetry = task.status === 'failed' || task.status === 'cancelled';
  return (
    <li className={styles['task']}>
      <div className={styles['line']}>
        <span className={styles['name']}>
          {task.status === 'running' && kind ? kind.words.doing : (kind?.words.act ?? task.kind)}
        </span>
        <span className={styles['status']}>
          {task.status === 'running' ? percentText(fraction) : words.taskStatus[task.status]}
        </span>
        {isOpen && (
          <Button
            size="small"
            look="quiet"
            onClick={() => void run('cancelTasks', { tasks: [task.id] })}
          >
            {commonWords.cancel}
          </Button>
        )}
        {canRetry && (
          <Button
            size="small"
            look="quiet"
            onClick={() => void run('retryTasks', { tasks: [task.id] })}
          >
            {commonWords.retry}
          </Button>
        )}
      </div>
      {task.status === 'running' && (
        <Progress fraction={fraction} label={kind?.words.doing ?? task.kind} />
      )}
      {failure && (
        <p className={styles['failure']}>
          {failure.what} {failure.safe} {failure.next}
        </p>
      )}
    </li>
  );
}

/** Reading a file's facts is of interest only while it goes on or when it failed. */
const isShown = (task: TaskRow): boolean =>
  task.status !== 'completed' || taskAbout(task.kind)?.makes !== 'facts';

/** The work that was done or is being done on an asset. */
export const TaskList = ({ tasks }: { readonly tasks: readonly TaskRow[] }) =>
  !tasks.some(isShown) ? null : (
    <Section title={words.tasks}>
      <ul className={styles['list']}>
        {tasks.filter(isShown).map((task) => (
          <TaskLine key={task.id} task={task} />
        ))}
      </ul>
    </Section>
  );
