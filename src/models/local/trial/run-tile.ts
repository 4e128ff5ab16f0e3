/** One tile of a model on one backend, loaded for it alone. */
import { ok, type Result } from '#domain/result.ts';
import { levelsOf } from '../face/yunet.ts';
import type { RunnableModel } from '../manifest.ts';
import { openNetwork, type Feed, type Network } from '../network.ts';
import { chooseBackend, loadRuntime, type Runtime } from '../runtime.ts';
import type { TrialAnswer, TrialRequest } from './messages.ts';
import { sidesAreOpen, tileStep } from './sides.ts';
import { trialFeeds, trialSize, type Size } from './tile.ts';

/** A first run of so many ms is not repeated: compiling is little of it. */
const slow = 15_000;

async function timed<Value>(work: () => Promise<Value>): Promise<[Value, number]> {
  const started = performance.now();
  const value = await work();
  return [value, performance.now() - started];
}

/** Runs a tile twice, and asks an enlarger which sides it takes. For workers and tests only. */
export async function runTile({ model, file, choice }: TrialRequest): Promise<TrialAnswer> {
  const feeds = trialFeeds(model);
  if (!feeds.ok) return { say: 'failed', failure: feeds.failure };
  const backend = await chooseBackend(choice);
  const first = feeds.value[model.input]?.dims ?? [];
  const [height = 0, width = 0] = model.layout === 'NCHW' ? first.slice(2) : first.slice(1);
  const started = performance.now();
  const runtime = await loadRuntime(backend);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const opened = await openNetwork(runtime, model, bytes, { width, height });
  if (!opened.ok) return { say: 'failed', failure: opened.failure };
  const network = opened.value;
  const openMs = performance.now() - started;
  // The first run also compiles; the second tells how fast it will be, where it was not slow itself.
  let [ran, tileMs] = await timed(() => answerOf(network, model, feeds.value));
  if (ran.ok && tileMs < slow) {
    [ran, tileMs] = await timed(() => answerOf(network, model, feeds.value));
  }
  if (!ran.ok) return { say: 'failed', failure: ran.failure };
  const { data, dims } = ran.value;
  const { threads } = network;
  const ranTile = { backend, threads, openMs, tileMs, input: first, output: dims, data };
  const scale = Math.sqrt(data.length / (3 * width * height));
  if (backend !== 'wasm' || !sidesAreOpen(model) || !Number.isInteger(scale)) {
    await network.release();
    return { say: 'ran', ...ranTile };
  }
  await network.release();
  const step = await tileStep(scale, model.layout, (size) => dimsOf(runtime, model, bytes, size));
  return { say: 'ran', ...ranTile, step };
}

/** The dimensions of the answer to a tile of a size; null where there is none. */
async function dimsOf(
  runtime: Runtime,
  model: RunnableModel,
  bytes: Uint8Array,
  size: Size,
): Promise<readonly number[] | null> {
  const feeds = trialFeeds(model, size);
  const opened = feeds.ok ? await openNetwork(runtime, model, bytes, size) : feeds;
  if (!feeds.ok || !opened.ok) return null;
  const ran = await opened.value.run(feeds.value, model.output);
  await opened.value.release();
  return ran.ok ? ran.value.dims : null;
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
