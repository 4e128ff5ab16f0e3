/**
 * Runs one tile of a model that nobody trusts yet. It lives for that one tile: whatever the model
 * does to its memory goes with it, it can be ended while it computes, and its policy lets it speak
 * with the app's own origin only.
 */
import { failureFrom } from '#domain/failure.ts';
import { ok, type Result } from '#domain/result.ts';
import { levelsOf } from '../face/yunet.ts';
import type { RunnableModel } from '../manifest.ts';
import { openNetwork, type Feed, type Network } from '../network.ts';
import { chooseBackend, loadRuntime } from '../runtime.ts';
import type { TrialAnswer, TrialRequest } from './messages.ts';
import { trialFeeds, trialSize } from './tile.ts';

const say = (answer: TrialAnswer, transfer: Transferable[] = []): void =>
  self.postMessage(answer, { transfer });

self.addEventListener('message', (event: MessageEvent<TrialRequest>) => {
  run(event.data).catch((thrown: unknown) => say({ say: 'failed', failure: failureFrom(thrown) }));
});

async function run({ model, file, choice }: TrialRequest): Promise<void> {
  const feeds = trialFeeds(model);
  if (!feeds.ok) return say({ say: 'failed', failure: feeds.failure });
  const backend = await chooseBackend(choice);
  say({ say: 'backend', backend });
  const first = feeds.value[model.input]?.dims ?? [];
  const [height = 0, width = 0] = model.layout === 'NCHW' ? first.slice(2) : first.slice(1);
  const started = performance.now();
  const runtime = await loadRuntime(backend);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const opened = await openNetwork(runtime, model, bytes, { width, height });
  if (!opened.ok) return say({ say: 'failed', failure: opened.failure });
  const network = opened.value;
  const openMs = performance.now() - started;
  // The first run also compiles; the second tells how fast it will be.
  const warm = await answerOf(network, model, feeds.value);
  if (!warm.ok) return say({ say: 'failed', failure: warm.failure });
  const second = performance.now();
  const ran = await answerOf(network, model, feeds.value);
  const tileMs = performance.now() - second;
  if (!ran.ok) return say({ say: 'failed', failure: ran.failure });
  const { data, dims } = ran.value;
  const { threads } = network;
  say({ say: 'ran', backend, threads, openMs, tileMs, input: first, output: dims, data }, [
    data.buffer,
  ]);
}

/** What is judged: the one output, or of a detector all that it says in rows of 1, 1, 4 and 10. */
async function answerOf(
  network: Network,
  model: RunnableModel,
  feeds: Readonly<Record<string, Feed>>,
): Promise<Result<{ readonly dims: readonly number[]; readonly data: Float32Array<ArrayBuffer> }>> {
  if (model.task !== 'face_detection') {
    const ran = await network.run(feeds, model.output);
    if (!ran.ok) return ran;
    return ok({ dims: ran.value.dims, data: Float32Array.from(ran.value.data) });
  }
  const ran = await network.runAll(feeds);
  if (!ran.ok) return ran;
  const levels = levelsOf(ran.value, trialSize(model));
  if (!levels) return ok({ dims: [], data: new Float32Array() });
  const rows = levels.flatMap(({ shares, boxes, points }) => [...shares, boxes, points]);
  const data = new Float32Array(rows.reduce((sum, row) => sum + row.length, 0));
  let at = 0;
  for (const row of rows) {
    data.set(row, at);
    at += row.length;
  }
  return ok({ dims: [data.length / 16, 16], data });
}
