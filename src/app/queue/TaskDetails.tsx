import { type ReactNode, useState } from 'react';

import type { QueueRow } from '#domain/contract/queries.ts';
import { isFailure } from '#domain/failure.ts';
import { useLiveQuery } from '../inkreel.ts';
import { outgoingNotes } from '../outgoing/notes.ts';
import { showAsset } from '../palette/open-thing.ts';
import { saidSettings } from '../tool/said-settings.ts';
import { failureWords } from '../words/failures.ts';
import { momentText } from '../words/format.ts';
import { queueWords as words } from '../words/queue.ts';
import { tryoutWords } from '../words/tryout.ts';
import { parsed } from './parsed.ts';
import styles from './Queue.module.css';

/** An asset by its name, leading to it in the library. */
const Leading = ({ n, name }: { readonly n: number | null; readonly name: string }) =>
  n === null ? (
    <bdi>{name}</bdi>
  ) : (
    <button type="button" className={styles['link']} onClick={() => showAsset(n)}>
      <bdi>{name}</bdi>
    </button>
  );

/** What a result says of itself that its picture does not show: of an export, or of a tool. */
const notesOf = (result: unknown): string =>
  [outgoingNotes(result), ...toldOf(result)].filter(Boolean).join(' · ');

const toldOf = (result: unknown): readonly string[] =>
  typeof result === 'object' && result !== null ? tryoutWords.told({ ...result }) : [];

/** What a task works on, what it makes, with which settings and when; each only where there is one. */
function factsOf(row: QueueRow): readonly (readonly [label: string, value: ReactNode])[] {
  const said = saidSettings(row.kind, parsed(row.params));
  const moment = (time: number | null): string | null => (time === null ? null : momentText(time));
  const facts: readonly (readonly [string, ReactNode])[] = [
    [words.facts.source, row.source_name && <Leading n={row.source_n} name={row.source_name} />],
    [words.facts.result, row.target_name && <Leading n={row.target_n} name={row.target_name} />],
    [
      words.facts.pack,
      row.pack_name && row.pack_id && (
        <a className={styles['link']} href={`#/packs/${row.pack_id}`}>
          <bdi>{row.pack_name}</bdi>
        </a>
      ),
    ],
    [words.facts.settings, said],
    [words.facts.notes, notesOf(parsed(row.result))],
    [words.facts.created, moment(row.created_at)],
    [words.facts.started, moment(row.started_at)],
    [words.facts.ended, moment(row.finished_at)],
    [words.facts.changed, row.finished_at === null ? moment(row.updated_at) : null],
  ];
  return facts.filter(([, value]) => value !== null && value !== '');
}

/** All that is known of a task: what it is about, and every attempt; read only when opened. */
export function TaskDetails({ row }: { readonly row: QueueRow }) {
  const [open, setOpen] = useState(false);
  const attempts = useLiveQuery('attempts', open ? { task: row.id } : null).value ?? [];
  return (
    <details className={styles['more']} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{row.attempt === 0 ? words.details : words.attempts(row.attempt)}</summary>
      {open && (
        <>
          <dl className={styles['facts']}>
            {factsOf(row).map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
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
          </ul>
        </>
      )}
    </details>
  );
}
