import { expect, test } from 'vitest';
import type { NewModel } from '#domain/contract/models.ts';
import { plainManifest, type ModelManifest, type ModelTest } from '#domain/local-model.ts';
import { link } from './testing-lineage.ts';
import { hashOf, testLibrary } from './testing.ts';

const manifest: ModelManifest = {
  ...plainManifest,
  task: 'upscale',
  input: 'x',
  output: 'y',
  scale: 0,
};
const model = (changes: Partial<NewModel> = {}): NewModel => ({
  name: 'Doubler',
  manifest,
  facts: { producer: '', opset: 17, nodes: 2, parameters: 36, inputs: [], outputs: [] },
  blob: hashOf('doubler.onnx'),
  size: 1000,
  licence: 'MIT',
  commercial_use: true,
  accepted: false,
  ...changes,
});
const passed: ModelTest = {
  passed: true,
  reason: null,
  input: [1, 3, 64, 64],
  output: [1, 3, 128, 128],
  trials: [{ backend: 'wasm', openMs: 10, tileMs: 5, threads: 1 }],
  difference: null,
  backend: 'wasm',
  withoutGpu: null,
  tested_at: 1_700_000_000_000,
};

function tested(library = testLibrary(), given = model()) {
  const added = library.must('addModel', given);
  const row = library.ask('localModel', { id: added.model });
  library.must('noteModelTest', {
    model: added.model,
    test: passed,
    manifest: { ...manifest, scale: 2 },
    tested: row?.manifest ?? '',
  });
  return { library, id: added.model };
}

test('a model is used once its test has passed, and what that measured is kept', () => {
  const library = testLibrary();
  const { model: id, task } = library.must('addModel', model());
  expect(library.ask('task', { id: task })).toMatchObject({
    kind: 'test_model',
    params: JSON.stringify({ model: id }),
  });
  expect(library.ask('localModels', { ready: true })).toEqual([]);
  const before = library.ask('localModel', { id })?.manifest ?? '';
  library.must('noteModelTest', {
    model: id,
    test: passed,
    manifest: { ...manifest, scale: 2 },
    tested: before,
  });
  const [ready] = library.ask('localModels', { task: 'upscale', ready: true });
  expect(ready).toMatchObject({ id, enabled: 1, commercial_use: 1 });
  expect(JSON.parse(ready?.manifest ?? '')).toMatchObject({ scale: 2 });
});

test('a licence that asks for a word is not passed over', () => {
  const library = testLibrary();
  for (const commercial_use of [false, null]) {
    const refused = library.do('addModel', model({ commercial_use }));
    expect(refused.result).toMatchObject({ failure: { code: 'not_allowed' } });
  }
  const { id } = tested(library, model({ commercial_use: false, accepted: true }));
  expect(library.ask('localModel', { id })).toMatchObject({ enabled: 1, commercial_use: 0 });
  library.must('updateModel', { model: id, changes: { accepted: false } });
  expect(library.ask('localModel', { id })).toMatchObject({ enabled: 0, accepted_at: null });
  const again = library.do('updateModel', { model: id, changes: { enabled: true } });
  expect(again.result).toMatchObject({ failure: { code: 'not_allowed' } });
});

test('other settings are tested again before the model is used, and an old result does not count', () => {
  const { library, id } = tested();
  const old = library.ask('localModel', { id })?.manifest ?? '';
  const changed = { ...manifest, scale: 2, channelOrder: 'BGR' } as const;
  library.must('updateModel', { model: id, changes: { manifest: changed } });
  expect(library.ask('localModel', { id })).toMatchObject({ enabled: 0, test: null });
  const late = library.must('noteModelTest', {
    model: id,
    test: passed,
    manifest: { ...manifest, scale: 2 },
    tested: old,
  });
  expect(late).toEqual({ changed: 0 });
  expect(library.do('updateModel', { model: id, changes: { enabled: true } }).result.ok).toBe(
    false,
  );
});

test('adding, changing and removing can be taken back, and the bytes stay as long as that', () => {
  const { library, id } = tested();
  const blob = hashOf('doubler.onnx');
  expect(library.engine.unneededBlobs([blob])).toEqual([]);
  const row = library.ask('localModel', { id });
  const edited = library.do('updateModel', {
    model: id,
    changes: { name: 'Other', manifest: { ...manifest, scale: 2, overlap: 4 } },
  });
  library.must('undoRequest', { request: edited.request });
  expect(library.ask('localModel', { id })).toMatchObject({
    name: 'Doubler',
    manifest: row?.manifest,
    test: row?.test,
    enabled: 1,
  });
  const removed = library.do('removeModel', { model: id });
  expect(library.ask('localModels', {})).toEqual([]);
  expect(library.engine.unneededBlobs([blob])).toEqual([blob]);
  library.must('undoRequest', { request: removed.request });
  expect(library.ask('localModel', { id })).toMatchObject({ name: 'Doubler', enabled: 1 });
  expect(library.engine.unneededBlobs([blob])).toEqual([]);
});

test('the same file is not entered twice for the same work', () => {
  const { library } = tested();
  expect(library.do('addModel', model({ name: 'Again' })).result).toMatchObject({
    failure: { code: 'conflict', reason: 'the same file is here as “Doubler”' },
  });
});

test('its bytes are checked and counted with all others', () => {
  const { library } = tested();
  library.picture('a.png');
  const hashes = library.ask('blobs', { after: '', limit: 10 }).map(({ sha256 }) => sha256);
  expect(hashes.toSorted()).toEqual([hashOf('a.png'), hashOf('doubler.onnx')].toSorted());
});

test('what a picture was made with counts in a pack, but not what it was used for', () => {
  const { library } = tested();
  const face = library.picture('face.png');
  const scene = library.picture('scene.png');
  const swapped = library.picture('swapped.png');
  const copy = library.picture('copy.png');
  const record = { provider: 'local', params: {}, model_license: 'other' };
  for (const [asset, model] of [
    [face, 'face net'],
    [swapped, 'swap net'],
  ] as const) {
    library.connection.run('UPDATE assets SET generation = ? WHERE id = ?', [
      JSON.stringify({ ...record, model, commercial_use: false }),
      asset,
    ]);
  }
  link(library, scene, swapped, 'derived_from');
  link(library, swapped, face, 'reference_for');
  link(library, swapped, copy, 'derived_from');
  const { pack } = library.must('createPack', { name: 'Set', assets: [face, scene, copy] });
  expect(
    library
      .ask('pack', { id: pack })
      ?.members.map(({ grounds }) => grounds.flatMap(({ model }) => model ?? []).toSorted()),
  ).toEqual([['face net'], [], ['face net', 'swap net']]);
});

test('a pack tells models that forbid selling from those of which nobody said, all the way back', () => {
  const { library } = tested();
  const [first, second] = [library.picture('a.png'), library.picture('b.png')];
  const made = (asset: string, generation: unknown): void => {
    library.connection.run('UPDATE assets SET generation = ? WHERE id = ?', [
      JSON.stringify(generation),
      asset,
    ]);
  };
  const record = { provider: 'local', model: 'found', params: {}, model_license: 'unknown' };
  made(first, record);
  // A way of working has no licence, and one whose results may be sold is no matter.
  made(second, { provider: 'inkreel', model: 'smooth 1', params: {} });
  const { targets } = library.must('enqueue', {
    kind: 'double',
    assets: [first],
    settings: { scale: 2 },
  });
  const third = library.picture('c.png');
  made(third, { ...record, model: 'free', commercial_use: true });
  const assets = [first, second, third, ...targets.flatMap((target) => target ?? [])];
  const { pack } = library.must('createPack', { name: 'Set', assets });
  const models = library
    .ask('pack', { id: pack })
    ?.members.map(({ grounds }) =>
      [null, false].map((said) =>
        grounds.flatMap(({ model, may_sell }) => (may_sell === said && model ? [model] : [])),
      ),
    );
  expect(models).toEqual([
    [['found'], []],
    [[], []],
    [[], []],
    [['found'], ['test-net']],
  ]);
});

test('a model whose file is not here says so, is not used, and is whole when the same file comes', () => {
  const { library, id } = tested();
  const blob = hashOf('doubler.onnx');
  expect(library.must('markMissing', { blobs: [blob] })).toEqual({ changed: 1 });
  expect(library.ask('localModel', { id })).toMatchObject({ missing: 1, enabled: 0 });
  expect(library.ask('blobs', { after: '', limit: 9 })).toMatchObject([{ state: 'missing' }]);
  const enable = library.do('updateModel', { model: id, changes: { enabled: true } });
  expect(enable.result).toMatchObject({ ok: false, failure: { code: 'not_allowed' } });
  // A test that was under way when the file went does not bring it into use.
  const row = library.ask('localModel', { id });
  const late = { model: id, test: passed, manifest, tested: row?.manifest ?? '' };
  library.must('noteModelTest', late);
  expect(library.ask('localModel', { id })).toMatchObject({ missing: 1, enabled: 0 });

  const again = library.must('addModel', model({ name: 'Another name' }));
  expect(again.model).toBe(id);
  expect(library.ask('localModel', { id })).toMatchObject({ missing: 0, name: 'Doubler' });
  expect(library.ask('task', { id: again.task })).toMatchObject({ kind: 'test_model' });
  expect(library.do('addModel', model()).result).toMatchObject({ failure: { code: 'conflict' } });
});
