/**
 * Packs a PNG in a thread of its own, so that the next rows can be computed meanwhile. Packing
 * takes about as long as what most tools do to a picture.
 */
import type { Failure } from '#domain/failure.ts';
import { openPngEncoder, type PngEncoder, type PngPicture } from '#formats/png/encoder.ts';

/** To the thread: what it is about, then rows in order, then the end. */
export type ToPngThread =
  | { readonly say: 'open'; readonly picture: PngPicture }
  | { readonly say: 'rows'; readonly rows: Uint8Array }
  | { readonly say: 'close' };

/** From the thread: bytes of the file in order; that rows are packed; that all is said. */
export type FromPngThread =
  | { readonly say: 'bytes'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly say: 'packed' }
  | { readonly say: 'done' }
  | { readonly say: 'failed'; readonly failure: Failure };

/** Fewer pixels are packed before a thread has started. */
const worthAThread = 400_000;

export interface PngPacker extends PngEncoder {
  /** Lets go of the thread; also of one that was given up in the middle. */
  end(): void;
}

type Sink = (bytes: Uint8Array<ArrayBuffer>) => Promise<void> | void;

/** Opens an encoder: with a thread of its own for all but small pictures. */
export const openPngPacker = (picture: PngPicture, sink: Sink): PngPacker =>
  picture.width * picture.height < worthAThread || typeof Worker === 'undefined'
    ? { ...openPngEncoder(picture, sink), end: () => undefined }
    : openPngThread(picture, sink);

/**
 * Opens an encoder of the same make as `openPngEncoder`, byte for byte. `write` gives control back
 * while its rows are packed and waits for those before them: two lots are held at most.
 *
 * @param sink takes the bytes of the file in order; what it throws comes out of `write` or `close`,
 *   and so do failures of the thread
 */
export function openPngThread(picture: PngPicture, sink: Sink): PngPacker {
  const worker = new Worker(new URL('./png.worker.ts', import.meta.url), {
    type: 'module',
    name: 'png',
  });
  const tell = (message: ToPngThread, transfer: Transferable[] = []): void =>
    worker.postMessage(message, transfer);
  let stopped: { readonly thrown: unknown } | null = null;
  let wake: () => void = () => undefined;
  /** Lots given and not yet packed. */
  let ahead = 0;
  let isDone = false;
  let poured: Promise<void> = Promise.resolve();

  const stop = (thrown: unknown): void => {
    stopped ??= { thrown };
    worker.terminate();
    wake();
  };
  const pour = async (before: Promise<void>, bytes: Uint8Array<ArrayBuffer>): Promise<void> => {
    await before;
    if (stopped) return;
    try {
      await sink(bytes);
    } catch (thrown) {
      stop(thrown);
    }
  };
  worker.addEventListener('message', ({ data }: MessageEvent<FromPngThread>) => {
    if (data.say === 'bytes') poured = pour(poured, data.bytes);
    else if (data.say === 'failed') stop(data.failure);
    else if (data.say === 'packed') ahead -= 1;
    else isDone = true;
    wake();
  });
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    stop(new Error(`the PNG thread ended: ${event.message}`));
  });
  tell({ say: 'open', picture });

  /** Waits for something; throws what stopped the thread. */
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!stopped && !isSo()) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    if (stopped) throw stopped.thrown;
  };

  return {
    async write(rows) {
      await until(() => ahead < 2);
      // What the disk has not taken yet counts as well.
      await poured;
      await until(() => true);
      // The caller may go on to use his; a copy costs little beside packing.
      const own = Uint8Array.from(rows);
      ahead += 1;
      tell({ say: 'rows', rows: own }, [own.buffer]);
    },
    async close() {
      tell({ say: 'close' });
      await until(() => isDone);
      await poured;
      await until(() => true);
      worker.terminate();
    },
    end: () => worker.terminate(),
  };
}
