import { expect, test } from 'vitest';

import type { AssetDetails } from '#domain/contract/queries.ts';

import { allTold, plainSettings } from './told.ts';

const details = (asset: object, records: readonly object[]): AssetDetails =>
  ({ asset, records }) as unknown as AssetDetails;

test('D2 the newest record is the one that is shown first, older ones behind it', () => {
  const record = (model: string, timestamp: number) => ({
    model,
    provider: 'local',
    prompt: null,
    seed: null,
    params: '{"scale":2}',
    timestamp,
  });
  const asset = { origin: 'derivative', generation: '{"negative":"blur"}' };
  const told = allTold(details(asset, [record('new-net', 20), record('old-net', 10)]));
  expect(told.map(({ model, at, negative, claimed }) => [model, at, negative, claimed])).toEqual([
    ['new-net', 20, 'blur', false],
    ['old-net', 10, null, false],
  ]);
});

test('D2 without a record the word of the file counts, and only of a file from outside', () => {
  const generation = JSON.stringify({
    provider: 'comfyui',
    model: 'm',
    params: { cfg_scale: 7, list: [] },
  });
  const [told] = allTold(details({ origin: 'import', generation }, []));
  expect(told).toMatchObject({ model: 'm', at: null, claimed: true });
  expect(plainSettings(told!.params)).toEqual([['cfg scale', '7']]);
  expect(allTold(details({ origin: 'derivative', generation }, []))).toEqual([]);
  expect(allTold(details({ origin: 'import', generation: null }, []))).toEqual([]);
});
