import { useEffect, useRef } from 'react';

import { taskAbout } from '#tasks/abouts.ts';
import { goTo } from '../address.ts';
import { useLiveQuery } from '../inkreel.ts';
import { useNow } from '../now.ts';
import { showToast } from '../ui/toasts.ts';
import { deskWords } from '../words/desk.ts';
import { deviceValue } from './device-value.ts';
import { followed, longMs, noWork, wakeMs } from './long-work.ts';
import { askToNotify, notify, notifyState } from './notify.ts';
import { useBatchEnds } from './batch-ends.ts';
import { useNotifies, useStaysAwake } from './preferences.ts';
import { isAnySeen, tellSeen } from './seen.ts';
import { useMark } from './tab-title.ts';
import { keepAwake } from './wake-lock.ts';

const words = deskWords.work;

/** Whether messages were offered on a long batch; once is enough. */
const useOffered = deviceValue('notify-offered', (stored) => stored === true);

async function tellEnd(failed: number): Promise<void> {
  const text = failed > 0 ? words.endedFailed(failed) : words.ended;
  if (useNotifies.getState().value && !(await isAnySeen())) await notify(words.title, text);
  if (document.visibilityState === 'visible') return;
  // Who comes back finds it in the title of the tab and on the page.
  useMark.setState({ ended: true });
  showToast({
    text,
    tone: failed > 0 ? 'bad' : 'plain',
    action: { label: words.toQueue, run: () => goTo('/queue') },
  });
}

/** Offers messages while a long batch runs and the person is here to answer. */
function offerMessages(): void {
  if (useOffered.getState().value || useNotifies.getState().value) return;
  if (notifyState() !== 'default' || document.visibilityState !== 'visible') return;
  useOffered.getState().set(true);
  showToast({
    text: words.offer,
    tone: 'plain',
    action: {
      label: words.offerAct,
      run: () =>
        void askToNotify().then((answer) => useNotifies.getState().set(answer === 'granted')),
    },
  });
}

const isPersons = (kind: string): boolean => taskAbout(kind)?.makes !== 'facts';

/** Watches long work: messages at its end, the screen kept on, the number of what needs a person. */
export function Desk() {
  const counts = useLiveQuery('counts', {}).value;
  const open = (counts?.running ?? 0) + (counts?.pending ?? 0) > 0;
  const queue = useLiveQuery(
    'queue',
    open ? { status: ['running', 'pending'], limit: 40 } : null,
  ).value;
  const busy =
    open && (counts?.running ?? 0) > 0 && (queue?.some((row) => isPersons(row.kind)) ?? false);
  const failed = counts?.failed;
  const work = useRef(noWork);
  const now = useNow(busy ? 1_000 : null);
  const stays = useStaysAwake((state) => state.value);

  useBatchEnds();
  useEffect(tellSeen, []);
  useEffect(() => {
    if (failed === undefined) return;
    const { work: next, ended } = followed(work.current, { busy, failed, now: Date.now() });
    work.current = next;
    if (ended && ended.ms >= longMs) void tellEnd(ended.failed);
    const ran = next.since === null ? 0 : Date.now() - next.since;
    keepAwake(stays && ran >= wakeMs);
    if (ran >= longMs) offerMessages();
  }, [busy, failed, now, stays]);
  useEffect(() => () => keepAwake(false), []);
  useEffect(() => {
    if (failed === undefined || !('setAppBadge' in navigator)) return;
    // Only an installed app has an icon to put it on; elsewhere the browser says no.
    void (failed > 0 ? navigator.setAppBadge(failed) : navigator.clearAppBadge()).catch(
      () => undefined,
    );
  }, [failed]);
  return null;
}
