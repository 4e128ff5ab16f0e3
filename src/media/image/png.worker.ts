/** Packs the rows of one PNG; see png-thread.ts. */
import { failureFrom } from '#domain/failure.ts';
import { openPngEncoder, type PngEncoder } from '#formats/png/encoder.ts';

import type { FromPngThread, ToPngThread } from './png-thread.ts';

let encoder: PngEncoder | null = null;
/** One thing after another: what is said while rows are packed waits. */
let turn: Promise<void> = Promise.resolve();

const say = (message: FromPngThread, transfer: Transferable[] = []): void =>
  postMessage(message, { transfer });

async function take(message: ToPngThread): Promise<void> {
  if (message.say === 'open') {
    encoder = openPngEncoder(message.picture, (bytes) => {
      say({ say: 'bytes', bytes }, [bytes.buffer]);
    });
  } else if (message.say === 'rows') {
    await encoder?.write(message.rows);
    say({ say: 'packed' });
  } else {
    await encoder?.close();
    say({ say: 'done' });
  }
}

addEventListener('message', ({ data }: MessageEvent<ToPngThread>) => {
  turn = turn
    .then(() => take(data))
    .catch((thrown: unknown) => {
      say({ say: 'failed', failure: failureFrom(thrown) });
    });
});
