import { useState } from 'react';

import type { QueueRow } from '#domain/contract/queries.ts';
import { isFailure } from '#domain/failure.ts';
import { nothingFound } from '#domain/task.ts';
import { taskKindByName } from '#tasks/registry.ts';
import { useCommand, useLiveQuery } from '../inkreel.ts';
import { useProgress } from '../progress.ts';
import { timeLeft } from '../time-left.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Progress } from '../ui/Progress.tsx';
import { classes } from '../ui/classes.ts';
import { Thumbnail } from '../ui/Thumbnail.tsx';
import { failureWords } from '../words/failures.ts';
import { momentText, percentText } from '../words/format.ts';
import { queueWords as words } from '../words/queue.ts';
import { useNow } from '../now.ts';
import styles from './Queue.module.css';

const parsed = (json: string | null): unknown => {
  if (json === null) return null;
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
};

/** One task: what it does to what, how far it is or why it waits, and what can be done with it. */
export function TaskCard({ row }: { readonly row: QueueRow }) {
  const kind = taskKindByName(row.kind);
  const name = row.target_name ?? row.source_name ?? row.pack_name ?? row.batch_name ?? '';
  const failure = parsed(row.failure);
  const nothing = nothingFound(row.result);
  return (
    <li className={styles['card']}>
      <div className={styles['picture']}>
        <Thumbnail blob={row.target_blob ?? row.source_blob} kind={kind?.accepts[0] ?? 'image'} />
      </div>
      <div className={styles['name']}>
        {row.status === 'running' ? (kind?.words.doing ?? row.kind) : (kind?.words.act ?? row.kind)}
        <span className={styles['of']}>{name}</span>
      </div>
      <State row={row} />
      <Acts row={row} />
      {isFailure(failure) && row.status === 'failed' && <FailureText failure={failure} />}
      {nothing !== null && <FailureText failure={{ code: 'nothing_to_do', reason: nothing }} />}
      <Attempts row={row} />
    </li>
  );
}

function State({ row }: { readonly row: QueueRow }) {
  const tick = useProgress(row.status === 'running' ? row.id : null);
  const now = useNow(row.status === 'running' ? 1_000 : null);
  if (row.status === 'running') {
    const fraction = tick?.fraction ?? row.progress;
    const left = timeLeft(row.started_at, fraction, now);
    return (
      <div className={styles['state']}>
        {row.cancel_requested === 1 ? (
          words.cancelling
        ) : (
          <>
            <span className={styles['bar']}>
              <Progress fraction={fraction} label={words.statuses.running} />
            </span>
            {percentText(fraction)}
            {/* A task that measures itself says how long it takes in its note. */}
            {tick?.note ? (
              <span>{tick.note}</span>
            ) : (
              left !== null && <span>{words.left(left)}</span>
            )}
          </>
        )}
      </div>
    );
  }
  if (row.status === 'pending') {
    return (
      <div className={styles['state']}>
        <Badge tone={row.waits_for === 'no_space' ? 'warn' : 'plain'}>
          {words.statuses.pending}
        </Badge>
        {words.waits[row.waits_for ?? 'turn']}
      </div>
    );
  }
  const took =
    row.started_at !== null && row.finished_at !== null ? row.finished_at - row.started_at : null;
  const isNothing = nothingFound(row.result) !== null;
  const tone = row.status === 'completed' ? 'ok' : row.status === 'failed' ? 'bad' : 'plain';
  return (
    <div className={styles['state']}>
      <Badge tone={isNothing ? 'plain' : tone}>
        {isNothing ? words.unneeded : words.statuses[row.status]}
      </Badge>
      {row.finished_at !== null && momentText(row.finished_at)}
      {took !== null && row.status === 'completed' && <span>{words.took(took)}</span>}
    </div>
  );
}

function Acts({ row }: { readonly row: QueueRow }) {
  const command = useCommand();
  const tasks = [row.id];
  return (
    <div className={styles['acts']}>
      {row.status === 'pending' && row.paused === 0 && (
        <>
          <Button
            size="small"
            look="quiet"
            onClick={() => void command('prioritiseTasks', { tasks, priority: 10 })}
          >
            {words.sooner}
          </Button>
          <Button size="small" onClick={() => void command('pauseTasks', { tasks })}>
            {words.pause}
          </Button>
        </>
      )}
      {row.status === 'pending' && row.paused === 1 && (
        <Button size="small" onClick={() => void command('resumeTasks', { tasks })}>
          {words.resume}
        </Button>
      )}
      {(row.status === 'pending' || row.status === 'running') && row.cancel_requested === 0 && (
        <Button size="small" onClick={() => void command('cancelTasks', { tasks })}>
          {words.cancel}
        </Button>
      )}
      {(row.status === 'failed' || row.status === 'cancelled') && row.kind !== 'import' && (
        <Button size="small" onClick={() => void command('retryTasks', { tasks })}>
          {words.retry}
        </Button>
      )}
      {row.status === 'failed' && row.target_asset_id !== null && (
        <Button size="small" look="quiet" onClick={() => void command('discardTargets', { tasks })}>
          {words.discard}
        </Button>
      )}
    </div>
  );
}

function FailureText({ failure }: { readonly failure: Parameters<typeof failureWords>[0] }) {
  const said = failureWords(failure);
  return (
    <p className={classes(styles['failure'], failure.code === 'nothing_to_do' && styles['calm'])}>
      <strong>{said.what}</strong> {said.safe} {said.next}
    </p>
  );
}

/** The settings of a task in the words of its form: "Scale 2×, Model Crisp". */
function settingsSaid(row: QueueRow): string {
  const params = parsed(row.params);
  if (typeof params !== 'object' || params === null) return '';
  const given = new Map<string, unknown>(Object.entries(params));
  return (taskKindByName(row.kind)?.fields ?? [])
    .flatMap((field) => {
      const value = given.get(field.name);
      if (typeof value === 'boolean') {
        return [`${field.label}: ${value ? words.on : words.off}`];
      }
      if (typeof value !== 'string' && typeof value !== 'number') return [];
      if (field.type === 'choice') {
        const option = field.options.find((one) => one.value === value);
        return [`${field.label}: ${option?.label ?? String(value)}`];
      }
      const unit = field.type === 'number' && field.unit ? ` ${field.unit}` : '';
      return [`${field.label}: ${String(value)}${unit}`];
    })
    .join(', ');
}

/** The attempts behind a task and the settings it ran with; read only when opened. */
function Attempts({ row }: { readonly row: QueueRow }) {
  const [open, setOpen] = useState(false);
  const attempts = useLiveQuery('attempts', open ? { task: row.id } : null).value ?? [];
  const said = open ? settingsSaid(row) : '';
  if (row.attempt === 0) return null;
  return (
    <details className={styles['more']} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.attempts(row.attempt)}</summary>
      <ul className={styles['attempts']}>
        {attempts.map((attempt) => {
          const failure = parsed(attempt.failure);
          return (
            <li key={attempt.attempt}>
              {words.attempt(attempt.attempt)} ·{' '}
              {attempt.status === 'lost' ? words.lost : words.statuses[attempt.status]} ·{' '}
              {momentText(attempt.started_at)}
              {attempt.finished_at !== null &&
                ` · ${words.took(attempt.finished_at - attempt.started_at)}`}
              {isFailure(failure) && ` · ${failureWords(failure).what}`}
            </li>
          );
        })}
        {said !== '' && <li>{words.settingsList(said)}</li>}
      </ul>
    </details>
  );
}
