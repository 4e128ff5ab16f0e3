import { useSyncExternalStore } from 'react';

import type { LibraryStatus } from '#workers/status.ts';
import { useInkreel } from '../inkreel.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { shellWords as words } from '../words/shell.ts';
import { useUpdate } from './updates.ts';

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

function LibraryBanner({ state }: { readonly state: LibraryStatus['state'] }) {
  if (state === 'opening' || state === 'ready' || state === 'following') return null;
  const canReload = state === 'newer' || state === 'failing';
  return (
    <Banner
      tone={tones[state]}
      title={words.banners[state].title}
      actions={
        canReload && (
          <Button size="small" onClick={() => location.reload()}>
            {words.reload}
          </Button>
        )
      }
    >
      {words.banners[state].text}
    </Banner>
  );
}

/** What the user must know about the library as a whole, above every screen. */
export function StatusBanners() {
  const status = useLibraryStatus();
  const apply = useUpdate((state) => state.apply);
  return (
    <>
      <LibraryBanner state={status.state} />
      {apply && (
        <Banner
          tone="info"
          title={words.banners.update.title}
          actions={
            <Button size="small" onClick={apply}>
              {words.banners.update.act}
            </Button>
          }
        >
          {words.banners.update.text}
        </Banner>
      )}
    </>
  );
}
