import { expect, test } from 'vitest';

import { fakeClient } from '../../../tests/support/face/fake-client.ts';
import { fail } from '#domain/result.ts';
import type { InkreelClient } from '../inkreel.ts';
import { openDemo } from './open-demo.ts';

test('pressed twice in a row the demo is opened once', async () => {
  let asked = 0;
  const client: InkreelClient = {
    ...fakeClient(0),
    query: () => {
      asked += 1;
      return Promise.resolve({
        ok: true,
        value: [{ id: 'demo', name: 'Demo: Lantern Road' }],
      } as never);
    },
    command: () => Promise.resolve(fail({ code: 'internal', reason: 'not asked here' })),
  };
  await Promise.all([openDemo(client), openDemo(client)]);
  expect(asked).toBe(1);
  await openDemo(client);
  expect(asked).toBe(2);
  location.hash = '';
});
