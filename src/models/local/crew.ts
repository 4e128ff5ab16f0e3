/**
 * A small network in several threads, a tile in each.
 *
 * One session that shares its work among threads has them wait for each other after every step, each
 * at full power; whatever else runs, the packing of the result above all, is paid for twice. Tiles
 * need nothing of each other. The numbers are the same: no sum is split among threads.
 */
import type { Failure } from '#domain/failure.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { RunnableModel } from './manifest.ts';
import type { ModelSession, TileShape } from './tile-session.ts';

/** What a worker of the crew is told: of a network, and of tiles, whose arrays change hands. */
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

/** Workers without work, who keep the network they had last: they end with this thread. */
const resting: Member[] = [];

/** Opens a network in so many workers. Fails with what the first of them says that fails. */
export async function openCrew(
  count: number,
  manifest: RunnableModel,
  bytes: Uint8Array,
  shape: TileShape,
): Promise<Result<ModelSession>> {
  const members = Array.from({ length: count }, () => resting.pop() ?? hire());
  const release = async (): Promise<void> => {
    for (const member of members.splice(0)) if (member.rests()) resting.push(member);
  };
  const opening = members.map((member) => member.open({ say: 'open', manifest, bytes, shape }));
  for (const opened of opening) {
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

interface Member {
  open(network: Extract<CrewRequest, { say: 'open' }>): Promise<Result<null>>;
  /** Tiles that it computes or has before it. */
  waiting(): number;
  run(planes: Float32Array): Promise<Result<Float32Array>>;
  /** Whether it waits for the next picture; where something is still at work or went wrong, its thread ends. */
  rests(): boolean;
}

/** Starts a worker. */
function hire(): Member {
  const worker = new Worker(new URL('./crew.worker.ts', import.meta.url), {
    type: 'module',
    name: 'inkreel tiles',
  });
  const say = (request: CrewRequest, transfer: Transferable[] = []): void =>
    worker.postMessage(request, transfer);
  const answers = new Map<number, (result: Result<Float32Array>) => void>();
  let next = 0;
  let opened: (result: Result<null>) => void = () => undefined;
  let failure: Failure | null = null;
  worker.addEventListener('message', ({ data }: MessageEvent<CrewAnswer>) => {
    if (!data.result.ok) ({ failure } = data.result);
    if (data.say === 'opened') return opened(data.result);
    answers.get(data.id)?.(data.result);
    answers.delete(data.id);
  });
  worker.addEventListener('error', ({ message }) => {
    failure = { code: 'interrupted', reason: `a thread of the model ended (${message})` };
    opened(fail(failure));
    for (const answer of answers.values()) answer(fail(failure));
    answers.clear();
  });
  return {
    open: (network) =>
      new Promise((resolve) => {
        opened = resolve;
        say(network);
      }),
    waiting: () => answers.size,
    run: (planes) =>
      new Promise((resolve) => {
        if (failure) return resolve(fail(failure));
        next += 1;
        answers.set(next, resolve);
        say({ say: 'run', id: next, planes }, [planes.buffer]);
      }),
    rests: () => {
      const isSound = failure === null && answers.size === 0;
      if (!isSound) worker.terminate();
      return isSound;
    },
  };
}
