/** Runs a task's body over one blob in memory, for tests. */
import type { AssetRow } from '#domain/asset.ts';
import type { Result } from '#domain/result.ts';

import type { Run, TaskContext } from './context.ts';

/** Settings as the kind parses them. */
export function paramsOf<Params>(
  kind: { readonly parse: (settings: unknown) => Result<Params> },
  settings: unknown,
): Params {
  const parsed = kind.parse(settings);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.failure));
  return parsed.value;
}

/** Performs a run; gives its result, the bytes of the last blob that it closed, and what became of it. */
export async function perform<Params>(
  run: Run<Params>,
  params: Params,
  blob: Blob,
  asset: object,
  signal = new AbortController().signal,
) {
  let bytes = new Uint8Array(0);
  const state = { closed: false, aborted: false };
  const createBlob: TaskContext['createBlob'] = async () => {
    let held = new Uint8Array(0);
    const writeAt = async (part: Uint8Array, at: number): Promise<void> => {
      if (at + part.length > held.length) {
        const larger = new Uint8Array(at + part.length);
        larger.set(held);
        held = larger;
      }
      held.set(part, at);
    };
    return {
      writeAt,
      write: (part) => writeAt(part, held.length),
      close: async () => {
        state.closed = true;
        bytes = held;
        return { sha256: 'bb' as never, size: held.length };
      },
      abort: async () => {
        state.aborted = true;
      },
    };
  };
  // The border: what these runs use of a context, and no more.
  const context = {
    source: { name: 'a', blob: 'aa', state: 'ready', ...asset } as unknown as AssetRow,
    signal,
    openBlob: async () => new File([blob], 'a'),
    createBlob,
    progress: () => undefined,
    now: () => performance.now(),
  } as unknown as TaskContext;
  const result = await run(params, context);
  return { result, bytes, state };
}
