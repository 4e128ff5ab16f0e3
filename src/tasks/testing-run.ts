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
export const perform = <Params>(
  run: Run<Params>,
  params: Params,
  blob: Blob,
  asset: object,
  signal?: AbortSignal,
) => performWith(run, params, [blob], [asset], signal ? { signal } : {});

/** The same over several assets: the first is the source, the others are found by their ids. */
export async function performWith<Params>(
  run: Run<Params>,
  params: Params,
  blobs: readonly Blob[],
  assets: readonly object[],
  {
    signal = new AbortController().signal,
    onProgress = () => undefined,
  }: { readonly signal?: AbortSignal; readonly onProgress?: (fraction: number) => void } = {},
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
  const rows = assets.map(
    (asset, at) => ({ name: 'a', blob: `${at}`, state: 'ready', ...asset }) as unknown as AssetRow,
  );
  const context = {
    source: rows[0],
    signal,
    openBlob: async (blob: string) => new File([blobs[Number(blob)] ?? new Blob()], 'a'),
    query: async (_name: string, { id }: { readonly id: string }) => {
      const asset = rows.find((row) => row.id === id);
      return asset ? { asset } : null;
    },
    createBlob,
    progress: onProgress,
    now: () => performance.now(),
  } as unknown as TaskContext;
  const result = await run(params, context);
  return { result, bytes, state };
}
