/** Tests an added model: one tile on each backend, in workers that live for it alone. */
import type { LocalModelId } from '#domain/id.ts';
import type { ModelFileFacts, ModelManifest } from '#domain/local-model.ts';
import { fail, ok } from '#domain/result.ts';
import { backendNames } from '#models/local/backend.ts';
import { chooseBackend } from '#models/local/runtime.ts';
import { tryInWorker, type TryOn } from '#models/local/trial/in-worker.ts';
import { failedTest, testModel } from '#models/local/trial/trial.ts';
import type { Run } from '../context.ts';
import type { TestModelParams } from './task.ts';

/** Makes the run on a given way to try; tests put failing ones in. */
export const testModelBy =
  (tryOn: TryOn, hasGpu: () => Promise<boolean>): Run<TestModelParams> =>
  async ({ model: given }, context) => {
    // The border: whether there is such a model is answered by the query.
    const id = given as LocalModelId;
    const row = await context.query('localModel', { id });
    if (!row || !context.command) return fail({ code: 'not_found', what: 'model', id });
    // The border: the columns were parsed when they were written.
    const manifest = JSON.parse(row.manifest) as ModelManifest;
    const facts = JSON.parse(row.facts) as ModelFileFacts;
    const missing = inputsMissing(manifest, facts);
    const judged =
      missing === null
        ? await testModel({
            model: { ...manifest, id: row.name },
            manifest,
            file: await context.openBlob(row.blob),
            gpu: await hasGpu(),
            signal: context.signal,
            now: context.now,
            tryOn,
            onStep: (fraction, backend) =>
              context.progress(fraction, `one tile on ${backendNames[backend]}`),
          })
        : ok({ manifest, test: failedTest(missing, context.now()) });
    if (!judged.ok) return judged;
    await context.command('noteModelTest', {
      model: id,
      test: judged.value.test,
      manifest: judged.value.manifest,
      tested: row.manifest,
    });
    const { passed, reason, backend } = judged.value.test;
    return ok({ result: { model: id, passed, reason, backend } });
  };

/** Tests in a worker of its own, on the graphics card too where there is a real one. */
export const run: Run<TestModelParams> = testModelBy(
  tryInWorker,
  async () => (await chooseBackend()) === 'webgpu',
);

/** Why the manifest does not fit the file's own inputs and outputs, or null. */
function inputsMissing(manifest: ModelManifest, facts: ModelFileFacts): string | null {
  const has = (ports: ModelFileFacts['inputs'], name: string): boolean =>
    ports.some((port) => port.name === name);
  if (!has(facts.inputs, manifest.input)) return `it has no input “${manifest.input}”`;
  if (!has(facts.outputs, manifest.output)) return `it has no output “${manifest.output}”`;
  const { maskInput } = manifest;
  if (manifest.mask === 'input' && (maskInput === null || !has(facts.inputs, maskInput))) {
    return `it has no input “${maskInput ?? ''}” for the mask`;
  }
  const { swap } = manifest;
  if (manifest.task === 'face_swap') {
    if (!swap || !has(facts.inputs, swap.source)) {
      return `it has no input “${swap?.source ?? ''}” for the face that is put in`;
    }
    if (swap.source === manifest.input) return 'both faces are said to go into one input';
  }
  const given = manifest.mask === 'input' || manifest.task === 'face_swap' ? 2 : 1;
  if (facts.inputs.length > given) {
    return `it takes ${facts.inputs.length} inputs; ${given} are described`;
  }
  return null;
}
