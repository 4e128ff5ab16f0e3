/// <reference lib="webworker" />
/** Entry of a worker of the crew: one thread, one network, tile after tile. */
import { fail } from '#domain/result.ts';
import type { CrewAnswer, CrewRequest } from './crew.ts';
import { modelFailure } from './network.ts';
import { loadRuntime } from './runtime.ts';
import { openSessionOn, type ModelSession } from './tile-session.ts';

const say = (answer: CrewAnswer, transfer: Transferable[] = []): void =>
  postMessage(answer, { transfer });

type Opening = Extract<CrewRequest, { say: 'open' }>;

let network: Promise<ModelSession | null> = Promise.resolve(null);
/** What the network was opened for: pictures of one size come one after the other. */
let openFor = '';

addEventListener('message', ({ data }: MessageEvent<CrewRequest>) => {
  if (data.say === 'open') network = open(data, network);
  else void run(data);
});

/** Keeps the network that is open where it is the one asked for, for memory of WebAssembly never shrinks. */
async function open(
  { manifest, bytes, shape }: Opening,
  before: typeof network,
): Promise<ModelSession | null> {
  const wanted = JSON.stringify([manifest, bytes.length, shape]);
  const kept = await before;
  if (kept && openFor === wanted) {
    say({ say: 'opened', result: { ok: true, value: null } });
    return kept;
  }
  openFor = wanted;
  await kept?.release();
  try {
    const result = await openSessionOn(await loadRuntime('wasm', 1), manifest, bytes, shape);
    say({ say: 'opened', result: result.ok ? { ok: true, value: null } : result });
    return result.ok ? result.value : null;
  } catch (thrown) {
    say({ say: 'opened', result: fail(modelFailure(manifest, thrown)) });
    return null;
  }
}

async function run({ id, planes }: Extract<CrewRequest, { say: 'run' }>): Promise<void> {
  const session = await network;
  if (!session) return;
  const result = await session.run(planes);
  // The border: what comes out of a session is never shared memory.
  say({ say: 'ran', id, result }, result.ok ? [result.value.buffer as ArrayBuffer] : []);
}
