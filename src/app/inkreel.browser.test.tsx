import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';

import { fakeClient } from '../../tests/support/face/fake-client.ts';
import { createLive } from '#db/live.ts';
import { fail } from '#domain/result.ts';
import { InkreelProvider, useLiveQuery } from './inkreel.ts';
import { useToasts } from './ui/toasts.ts';

function Counted() {
  return <output>{useLiveQuery('counts', {}).value?.assets}</output>;
}

test('a reading that fails by a fault of the app’s own is said, and said once', async () => {
  useToasts.setState({ toasts: [] });
  const live = createLive(() =>
    Promise.resolve(fail({ code: 'internal', reason: 'no such table' })),
  );
  await render(
    <InkreelProvider value={{ ...fakeClient(1), live }}>
      <Counted />
      <Counted />
    </InkreelProvider>,
  );
  await expect
    .poll(() => useToasts.getState().toasts.map(({ text }) => text))
    .toEqual([expect.stringContaining('no such table')]);
});

test('what is not there is no fault: the screen has its own words for it', async () => {
  useToasts.setState({ toasts: [] });
  let reads = 0;
  const live = createLive(() => {
    reads += 1;
    return Promise.resolve(fail({ code: 'not_found', what: 'asset' }));
  });
  await render(
    <InkreelProvider value={{ ...fakeClient(1), live }}>
      <Counted />
    </InkreelProvider>,
  );
  await expect.poll(() => reads).toBe(1);
  expect(useToasts.getState().toasts).toEqual([]);
});
