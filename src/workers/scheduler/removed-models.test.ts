import { expect, test } from 'vitest';

import { plainManifest } from '#domain/local-model.ts';
import type { Sha256 } from '#domain/id.ts';
import { hashOf, testLibrary } from '#db/engine/testing.ts';

import { watchRemovedModels } from './removed-models.ts';

const blob = hashOf('doubler.onnx');
const soon = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function watched(isThere: boolean) {
  const library = testLibrary();
  const { model } = library.must('addModel', {
    name: 'Doubler',
    manifest: { ...plainManifest, task: 'upscale', input: 'x', output: 'y', scale: 2 },
    facts: { producer: '', opset: 17, nodes: 2, parameters: 36, inputs: [], outputs: [] },
    blob,
    size: 4_000_000,
    licence: 'MIT',
    commercial_use: true,
    accepted: false,
  });
  const freed: Sha256[] = [];
  const watch = watchRemovedModels({
    library,
    wait: 5,
    ground: {
      now: () => library.now(),
      isStored: async () => isThere,
      removeUnneeded: async (hashes, unneeded) => freed.push(...unneeded(hashes)),
    },
  });
  return { library, model, freed, watch };
}

test('the bytes of a removed model are freed, unless it is taken back in time', async () => {
  const { library, model, freed, watch } = watched(true);
  const first = library.do('removeModel', { model });
  library.must('undoRequest', { request: first.request });
  await soon(20);
  expect(freed).toEqual([]);
  expect(library.ask('localModel', { id: model })).toMatchObject({ missing: 0 });
  library.must('removeModel', { model });
  await expect.poll(() => freed).toEqual([blob]);
  watch.stop();
});

test('one that is brought back after its bytes were freed says that they are missing', async () => {
  const { library, model, watch } = watched(false);
  const { request } = library.do('removeModel', { model });
  library.must('undoRequest', { request });
  await expect.poll(() => library.ask('localModel', { id: model })?.missing).toBe(1);
  expect(library.ask('localModel', { id: model })?.enabled).toBe(0);
  watch.stop();
});
