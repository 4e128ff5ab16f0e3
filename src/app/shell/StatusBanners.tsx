import { useSyncExternalStore } from 'react';

import type { LibraryStatus } from '#workers/status.ts';
import { goTo } from '../address.ts';
import { showFailure, useInkreel, useLiveQuery } from '../inkreel.ts';
import { applyUpdate, useOffline } from '../offline/service-worker.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { saveDownload } from '../ui/download.ts';
import { shellWords as words } from '../words/shell.ts';

/** What the library is doing, live. */
export function useLibraryStatus(): LibraryStatus {
  const client = useInkreel();
  return useSyncExternalStore(client.onStatus, client.status);
}

type Told = Exclude<LibraryStatus['state'], 'opening' | 'ready' | 'following'>;

const tones: Readonly<Record<Told, 'info' | 'warn' | 'bad'>> = {
  reconnecting: 'info',
  temporary: 'warn',
  missing: 'bad',
  corrupt: 'bad',
  newer: 'bad',
  full: 'bad',
  failing: 'bad',
  suspended_elsewhere: 'warn',
};

/** What can be done about a state, beside waiting. */
const waysOut: Readonly<
  Partial<Record<Told, readonly ('reload' | 'retry' | 'export' | 'start' | 'take')[]>>
> = {
  temporary: ['take'],
  missing: ['start'],
  corrupt: ['export', 'start'],
  newer: ['reload', 'export'],
  full: ['retry'],
  failing: ['retry', 'reload'],
  suspended_elsewhere: ['retry'],
};

function LibraryBanner({ status }: { readonly status: LibraryStatus }) {
  const client = useInkreel();
  const { state } = status;
  if (state === 'opening' || state === 'ready' || state === 'following') return null;

  const choose = async (choice: 'start_new' | 'retry'): Promise<void> => {
    const result = await client.choose(choice);
    if (!result.ok) showFailure(result.failure);
  };
  const saveFile = async (): Promise<void> => {
    const file = await client.exportDatabase();
    if (!file.ok) {
      showFailure(file.failure);
      return;
    }
    saveDownload(file.value.blob, file.value.name);
  };
  const ways = {
    reload: { label: words.reload, run: () => location.reload() },
    retry: { label: words.retryOpen, run: () => void choose('retry') },
    export: { label: words.keepFile, run: () => void saveFile() },
    take: { label: words.banners.temporary.act, run: () => goTo('/data') },
    start: { label: words.startNew, run: () => void choose('start_new') },
  };
  return (
    <Banner
      tone={tones[state]}
      title={words.banners[state].title}
      actions={waysOut[state]?.map((way) => (
        <Button key={way} size="small" onClick={ways[way].run}>
          {ways[way].label}
        </Button>
      ))}
    >
      {state === 'temporary' && status.full
        ? words.banners.temporary.full
        : words.banners[state].text}
    </Banner>
  );
}

function UpdateBanner() {
  const running = useLiveQuery('counts', {}).value?.running;
  const { update } = words.banners;
  // Until it is known that nothing runs, something may.
  const unavailable =
    running === undefined ? update.asking : running > 0 ? update.running(running) : null;
  return (
    <Banner
      tone="info"
      title={update.title}
      actions={
        <Button size="small" unavailable={unavailable} onClick={applyUpdate}>
          {update.act}
        </Button>
      }
    >
      {running ? update.busyText(running) : update.text}
    </Banner>
  );
}

/** What the user must know about the library as a whole, above every screen. */
export function StatusBanners() {
  const status = useLibraryStatus();
  const { update } = useOffline();
  return (
    <>
      <LibraryBanner status={status} />
      {update && <UpdateBanner />}
    </>
  );
}
