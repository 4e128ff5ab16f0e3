/** The page's side of the mask worker: one for an editor that is open. */
import type { AssetId } from '#domain/id.ts';
import { ok } from '#domain/result.ts';
import { connect, serve, type Remote } from '../rpc.ts';
import type { DraftKey, MaskMethods, PageMethods } from './messages.ts';

/** Reads straight RGBA of a region of the picture that is open. */
export type ReadPixels = (
  x: number,
  y: number,
  width: number,
  height: number,
) => Promise<Uint8ClampedArray<ArrayBuffer>>;

export interface MaskThread {
  readonly call: Remote<MaskMethods>['call'];
  readonly keyOf: (picture: AssetId, use: string) => DraftKey;
  readonly close: () => void;
}

/** Starts a worker that works on one picture. Close it when the picture is left. */
export function openMaskThread(library: string, read: ReadPixels): MaskThread {
  const worker = new Worker(new URL('../mask.worker.ts', import.meta.url), {
    type: 'module',
    name: 'inkreel masks',
  });
  const [calls, pixels] = [new MessageChannel(), new MessageChannel()];
  const died = new Promise((resolve) => worker.addEventListener('error', resolve, { once: true }));
  serve<PageMethods>(pixels.port1, {
    pixels: async ({ x, y, width, height }) => ok(await read(x, y, width, height)),
  });
  worker.postMessage(null, [calls.port2, pixels.port2]);
  const remote = connect<MaskMethods>(calls.port1, died);
  return {
    call: (name, input, signal) => remote.call(name, input, signal),
    keyOf: (picture, use) => ({ library, picture, use }),
    close() {
      remote.close();
      worker.terminate();
      pixels.port1.close();
    },
  };
}
