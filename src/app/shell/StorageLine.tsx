import { useEffect, useState } from 'react';

import type { BackupOverview } from '#domain/contract/backup.ts';
import { type StorageReport, useInkreel, useLiveQuery } from '../inkreel.ts';
import { useNow } from '../now.ts';
import { useWaitingFolder } from '../safety/access.ts';
import { classes } from '../ui/classes.ts';
import { agoText } from '../words/format.ts';
import { storageWords as words } from '../words/storage-line.ts';
import styles from './StorageLine.module.css';

/** What is to be said about copies elsewhere, and whether it is good news. */
function copyWords(
  { records, changes }: BackupOverview,
  now: number,
): { readonly text: string; readonly safe: boolean } {
  const [last] = records;
  if (!last) return { text: words.notCopied, safe: false };
  const ago = agoText(last.taken_at, now);
  const copied = last.target === 'download' ? words.downloaded(ago) : words.copied(last.where, ago);
  return {
    text: changes === 0 ? copied : `${copied}, ${words.changes(changes)}`,
    // A few changes are no alarm; a copy of last month is none any more.
    safe: changes === 0 || now - last.taken_at < 24 * 60 * 60_000,
  };
}

/** Says honestly where the work is saved, and where it is copied; leads to backup and restore. */
export function StorageLine() {
  const client = useInkreel();
  const overview = useLiveQuery('backups', {}).value;
  const running = useLiveQuery('queue', {
    status: ['pending', 'running', 'failed'],
    kind: 'backup',
    limit: 1,
  }).value?.[0];
  const waiting = useWaitingFolder((state) => state.name);
  const now = useNow(30_000);
  const [report, setReport] = useState<StorageReport | null>(null);
  // Only what lies in memory is read again: with every change, and now and then.
  const moment = report?.temporary === true ? `${String(now)} ${String(overview?.changes)}` : '';
  useEffect(() => {
    let current = true;
    const read = async (): Promise<void> => {
      const next = await client.storage();
      if (current) setReport(next);
    };
    void read();
    const stop = client.onStatus(() => void read());
    return () => {
      current = false;
      stop();
    };
  }, [client, moment]);
  if (!report) return null;
  const copies = overview ? copyWords(overview, now) : null;
  const isFailed =
    running?.status === 'failed' &&
    (running.finished_at ?? 0) > (overview?.records[0]?.finished_at ?? 0);
  const isCopying = running !== undefined && running.status !== 'failed';
  const text = report.memory
    ? words.held(report.memory.used, report.memory.limit)
    : isCopying
      ? words.copying
      : waiting !== null
        ? words.needsAccess(waiting)
        : isFailed
          ? words.failed
          : copies?.text;
  const tone = report.temporary
    ? 'unsafe'
    : isFailed || waiting !== null || copies?.safe === false
      ? 'partly'
      : 'safe';
  return (
    <a href="#/data" className={styles['line']} title={words.open}>
      <span className={classes(styles['dot'], styles[tone])} aria-hidden />
      <p>
        <span className={styles['saved']}>{report.temporary ? words.temporary : words.saved}</span>
        {text !== undefined && <span>{text}</span>}
      </p>
    </a>
  );
}
