/**
 * Runs one tile of a model that nobody trusts yet. It lives for that one tile: whatever the model
 * does to its memory goes with it, it can be ended while it computes, and its policy lets it speak
 * with the app's own origin only.
 */
import { failureFrom } from '#domain/failure.ts';
import { openNetwork } from '../network.ts';
import { chooseBackend, loadRuntime } from '../runtime.ts';
import type { TrialAnswer, TrialRequest } from './messages.ts';
import { trialFeeds } from './tile.ts';

const say = (answer: TrialAnswer, transfer: Transferable[] = []): void =>
  self.postMessage(answer, { transfer });

self.addEventListener('message', (event: MessageEvent<TrialRequest>) => {
  run(event.data).catch((thrown: unknown) => say({ say: 'failed', failure: failureFrom(thrown) }));
});

async function run({ model, inputs, file, choice }: TrialRequest): Promise<void> {
  const feeds = trialFeeds(model, inputs);
  if (!feeds.ok) return say({ say: 'failed', failure: feeds.failure });
  const backend = await chooseBackend(choice);
  say({ say: 'backend', backend });
  const first = Object.values(feeds.value)[0]?.dims ?? [];
  const [height = 0, width = 0] = model.layout === 'NCHW' ? first.slice(2) : first.slice(1);
  const started = performance.now();
  const runtime = await loadRuntime(backend);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const opened = await openNetwork(runtime, model, bytes, { width, height });
  if (!opened.ok) return say({ say: 'failed', failure: opened.failure });
  const network = opened.value;
  const openMs = performance.now() - started;
  // The first run also compiles; the second tells how fast it will be.
  const warm = await network.run(feeds.value, model.output);
  if (!warm.ok) return say({ say: 'failed', failure: warm.failure });
  const second = performance.now();
  const ran = await network.run(feeds.value, model.output);
  const tileMs = performance.now() - second;
  if (!ran.ok) return say({ say: 'failed', failure: ran.failure });
  const data = Float32Array.from(ran.value.data);
  const { threads } = network;
  const { dims } = ran.value;
  say({ say: 'ran', backend, threads, openMs, tileMs, input: first, output: dims, data }, [
    data.buffer,
  ]);
}
