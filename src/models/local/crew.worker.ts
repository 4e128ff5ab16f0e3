/// <reference lib="webworker" />
/** Entry of a worker of the crew: one thread, one network, tile after tile. */
import { fail } from '#domain/result.ts';
import type { CrewAnswer, CrewRequest } from './crew.ts';
import { modelFailure } from './network.ts';
import { loadRuntime } from './runtime.ts';
import { openSessionOn, type ModelSession } from './tile-session.ts';

const say = (answer: CrewAnswer, transfer: Transferable[] = []): void =>
  postMessage(answer, { transfer });

let network: Promise<ModelSession | null> = Promise.resolve(null);

addEventListener('message', ({ data }: MessageEvent<CrewRequest>) => {
  if (data.say === 'open') network = open(data);
  else if (data.say === 'run') void run(data);
  else void network.then((session) => session?.release());
});

async function open({
  manifest,
  bytes,
  shape,
}: Extract<CrewRequest, { say: 'open' }>): Promise<ModelSession | null> {
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
