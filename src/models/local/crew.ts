/**
 * A small network in several threads, a tile in each.
 *
 * One session that shares its work among threads has them wait for each other after every step, and
 * leaves all but one idle in steps that it does not share: PReLU in ONNX Runtime 1.30, a third of
 * the time of the shipped networks on two threads. Tiles need nothing of each other. The numbers are
 * the same: no sum is split among threads.
 */
import type { Failure } from '#domain/failure.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { RunnableModel } from './manifest.ts';
import type { ModelSession, TileShape } from './tile-session.ts';

/** What a worker of the crew is told: first of the network, then of tiles, whose arrays change hands. */
export type CrewRequest =
  | {
      readonly say: 'open';
      readonly manifest: RunnableModel;
      readonly bytes: Uint8Array;
      readonly shape: TileShape;
    }
  | { readonly say: 'run'; readonly id: number; readonly planes: Float32Array };

export type CrewAnswer =
  | { readonly say: 'opened'; readonly result: Result<null> }
  | { readonly say: 'ran'; readonly id: number; readonly result: Result<Float32Array> };

/** Most bytes of a network that every worker may have to itself. */
const smallNetwork = 1 << 20;

/** Pixels of a picture for which one more worker is worth its start: some 0.3 s of computing. */
const worthOne = 1 << 16;

/** How many workers are best for a network and a picture of so many pixels; one is none. */
export const crewFor = ({ length }: Uint8Array, pixels: number, cores: number): number =>
  length > smallNetwork ? 1 : Math.max(1, Math.min(4, cores, Math.ceil(pixels / worthOne)));

/** Opens a network in so many workers. Fails with what the first of them says that fails. */
export async function openCrew(
  count: number,
  manifest: RunnableModel,
  bytes: Uint8Array,
  shape: TileShape,
): Promise<Result<ModelSession>> {
  const members = Array.from({ length: count }, () =>
    hire({ say: 'open', manifest, bytes, shape }),
  );
  const release = async (): Promise<void> => {
    for (const { end } of members) end();
  };
  for (const { opened } of members) {
    const result = await opened;
    if (result.ok) continue;
    await release();
    return result;
  }
  return ok({
    backend: 'wasm',
    threads: count,
    shape,
    lanes: count,
    run: (planes) =>
      members.reduce((least, one) => (one.waiting() < least.waiting() ? one : least)).run(planes),
    release,
  });
}

/** Starts a worker and gives it the network. */
function hire(network: Extract<CrewRequest, { say: 'open' }>) {
  const worker = new Worker(new URL('./crew.worker.ts', import.meta.url), {
    type: 'module',
    name: 'inkreel tiles',
  });
  const say = (request: CrewRequest, transfer: Transferable[] = []): void =>
    worker.postMessage(request, transfer);
  const tiles = new Map<number, (result: Result<Float32Array>) => void>();
  let next = 0;
  let ended: Failure | null = null;
  const opened = new Promise<Result<null>>((resolve) => {
    worker.addEventListener('message', ({ data }: MessageEvent<CrewAnswer>) => {
      if (data.say === 'opened') return resolve(data.result);
      tiles.get(data.id)?.(data.result);
      tiles.delete(data.id);
    });
    worker.addEventListener('error', ({ message }) => {
      ended = { code: 'interrupted', reason: `a thread of the model ended (${message})` };
      resolve(fail(ended));
      for (const done of tiles.values()) done(fail(ended));
      tiles.clear();
    });
  });
  say(network);
  return {
    opened,
    waiting: () => tiles.size,
    run: (planes: Float32Array): Promise<Result<Float32Array>> =>
      new Promise((resolve) => {
        if (ended) return resolve(fail(ended));
        next += 1;
        tiles.set(next, resolve);
        say({ say: 'run', id: next, planes }, [planes.buffer]);
      }),
    end: () => worker.terminate(),
  };
}
