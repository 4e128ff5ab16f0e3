/**
 * Entry of a task worker for tests. `verify` loops for ever in its first attempt, as a decoder
 * might; `find_similar` blocks honestly for longer than silence may last, and has said so.
 */
import { ok } from '#domain/result.ts';
import { longStep, watchLongSteps } from '#media/long-step.ts';
import type { TaskContext } from '#tasks/context.ts';
import { taskKindByName } from '#tasks/registry.ts';

import type { FromTaskWorker, ToTaskWorker } from '../scheduler/messages.ts';
import { createRunner } from '../scheduler/runner.ts';
import { stuckPaces } from './stuck-paces.ts';

function block(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

const runs = {
  verify: async (_params: never, context: TaskContext) => {
    context.progress(0.5, 'in the middle');
    if (context.attempt === 1) block(Infinity);
    return ok({ result: { attempt: context.attempt } });
  },
  find_similar: async () => {
    await longStep(() => block(stuckPaces.silence * 1.5));
    return ok({ result: { honest: true } });
  },
};

const say = (message: FromTaskWorker): void => postMessage(message);
const nothing = async (): Promise<never> => {
  throw new Error('these runs touch no bytes');
};
watchLongSteps((begins) => say({ say: 'long_step', begins }));
const deliver = createRunner({
  say,
  kindByName: taskKindByName,
  runs: Object.fromEntries(
    Object.entries(runs).map(([kind, run]) => [kind, async () => ({ run })]),
  ),
  blobs: { openBlob: nothing, createBlob: nothing, async *listBlobs() {} },
  appFile: nothing,
  now: () => performance.now(),
});
addEventListener('message', ({ data }: MessageEvent<ToTaskWorker>) => deliver(data));
