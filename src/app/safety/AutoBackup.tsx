import { useEffect, useRef } from 'react';

import { nextBackupAt } from '#domain/backup/schedule.ts';
import { useInkreel, useLiveQuery } from '../inkreel.ts';
import { useWaitingFolder } from './access.ts';
import { useSafety } from './useSafety.ts';

/** After so long without an answer a missed moment is looked for again: laptops sleep (ms). */
const lookEvery = 60_000;
/** Changes come in bursts, and the queue tells a moment later (ms). */
const settleDown = 3_000;
/** A backup that just failed is not tried again before this (ms). */
const afterFailure = 15 * 60_000;

/** Stands in the shell and shows nothing: starts due backups, keeps the list of libraries true. */
export function AutoBackup() {
  const client = useInkreel();
  const safety = useSafety();
  const overview = useLiveQuery('backups', {}).value;
  const tasks = useLiveQuery('queue', {
    status: ['pending', 'running', 'failed'],
    kind: 'backup',
    limit: 5,
  }).value;
  const startedAt = useRef(0);

  useEffect(() => {
    if (!safety) return;
    const note = async (): Promise<void> => {
      await safety.tidy();
      const contents = await client.query('contents', {});
      const counts = await client.query('counts', {});
      if (!contents.ok || !counts.ok) return;
      const bytes = contents.value.blob_bytes + contents.value.database_bytes;
      await safety.libraries.note({ assets: counts.value.assets, bytes });
    };
    const first = setTimeout(() => void note(), 5_000);
    const onHide = (): void => {
      if (document.visibilityState === 'hidden') void note();
    };
    document.addEventListener('visibilitychange', onHide);
    return () => {
      clearTimeout(first);
      document.removeEventListener('visibilitychange', onHide);
    };
  }, [client, safety]);

  const folder = overview?.folder ?? null;
  useEffect(() => {
    if (!safety) return;
    const look = async (): Promise<void> => {
      const kept = await safety.folder({ folder });
      const waits = folder !== null && kept?.access !== 'granted';
      useWaitingFolder.setState({ name: waits ? folder.name : null });
      const isWaiting = tasks?.some((task) => task.waits_for === 'permission') === true;
      if (isWaiting && kept?.access === 'granted') await client.command('resumeFolderTasks', {});
    };
    void look();
    // A permission is given and withdrawn outside the page: whoever comes back to it sees it.
    const onFocus = (): void => void look();
    addEventListener('focus', onFocus);
    return () => removeEventListener('focus', onFocus);
  }, [client, safety, folder, tasks]);

  useEffect(() => {
    if (!safety || !overview?.folder?.automatic || !tasks) return;
    const [last] = overview.records.filter(({ target }) => target === 'folder');
    const isOpen = tasks.some(({ status }) => status === 'pending' || status === 'running');
    const failedAt = Math.max(0, ...tasks.map(({ finished_at }) => finished_at ?? 0));
    const due = nextBackupAt({
      lastBackup: last?.taken_at ?? null,
      changedAt: overview.changes > 0 ? overview.changed_at : null,
    });
    if (due === null || isOpen) return;
    // Whoever just linked a folder has asked for a backup already: that is in the queue by then.
    const at = Math.max(due, failedAt + (failedAt > 0 ? afterFailure : 0), Date.now() + settleDown);
    let timer: ReturnType<typeof setTimeout>;
    const look = (): void => {
      const wait = at - Date.now();
      if (wait > 0) timer = setTimeout(look, Math.min(wait, lookEvery));
      else void start();
    };
    const start = async (): Promise<void> => {
      // Several tabs come to the same conclusion: one of them acts.
      await navigator.locks.request(
        `inkreel:${safety.library}:auto-backup`,
        { ifAvailable: true },
        async (lock) => {
          if (!lock || Date.now() - startedAt.current < lookEvery) return;
          const kept = await safety.folder(overview);
          if (kept?.access !== 'granted') return;
          startedAt.current = Date.now();
          await safety.backUp({ target: 'folder', automatic: true });
          // Long enough for the other tabs to see it in the queue.
          await new Promise((resolve) => {
            setTimeout(resolve, 2_000);
          });
        },
      );
    };
    look();
    return () => clearTimeout(timer);
  }, [safety, overview, tasks]);

  return null;
}
