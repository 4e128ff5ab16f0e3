import { expect, test } from 'vitest';

import { testLibrary } from './testing.ts';

const facts = { mime: 'image/png', format: 'png', width: 30, height: 20, metadata: {} };
const generation = {
  provider: 'comfyui',
  model: 'sdxl_base',
  prompt: 'a misty harbour',
  seed: 4711,
  params: { steps: 20 },
};

/** Imports a picture, lets somebody say something of it, and reads its facts. */
function read(
  said: Record<string, unknown> | null,
  claims: { generation?: typeof generation; ai: boolean },
) {
  const library = testLibrary();
  const asset = library.picture('cat.png');
  if (said) library.must('editAssets', { assets: [asset], changes: said });
  const lease = library.engine.leaseNext('media', 'tab-1');
  if (lease === null) throw new Error('nothing leased');
  library.engine.finish(lease.task.id, lease.epoch, { facts, claims });
  const found = (text: string): number =>
    library.ask('assetLayout', { filter: { query: text }, sort: 'newest' }).n.length;
  return { row: library.ask('asset', { id: asset })?.asset, found };
}

test('A6 what a file says of its making fills what nobody knew, and is found by search', () => {
  const { row, found } = read(null, { generation, ai: true });
  expect(row).toMatchObject({ provenance: 'ai_generated' });
  expect(JSON.parse(row?.generation ?? 'null')).toEqual(generation);
  for (const text of [
    'model:sdxl_base',
    'prompt:harbour',
    'seed:4711',
    'prov:ai_generated',
    'misty',
  ]) {
    expect(found(text), text).toBe(1);
  }
  expect(found('seed:4712')).toBe(0);
});

test('A6 what a person said stands against the file', () => {
  const { row } = read({ provenance: 'user_provided' }, { generation, ai: true });
  expect(row?.provenance).toBe('user_provided');
  expect(row?.generation).not.toBeNull();
});

test('A6 a file that only says that a model made it becomes AI-made without a record', () => {
  const { row } = read(null, { ai: true });
  expect(row).toMatchObject({ provenance: 'ai_generated', generation: null });
});
