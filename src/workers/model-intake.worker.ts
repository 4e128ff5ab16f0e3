/**
 * Takes in one file that a person says is a model: reads what it is, within limits, and stores it.
 * Nothing of it is run here. It lives for the one file.
 */
import { stayAlive } from '#db/blobs/owners.ts';
import { openBlobStore } from '#db/blobs/store.ts';
import { failureFrom } from '#domain/failure.ts';
import { fail, ok } from '#domain/result.ts';
import { takeIn } from '#models/local/intake.ts';
import type { TakeModel, TakeModelAnswer } from './models/messages.ts';

const pieceSize = 4 << 20;

addEventListener('message', (event: MessageEvent<TakeModel>) => {
  take(event.data)
    .catch((thrown: unknown) => fail(failureFrom(thrown)))
    .then((answer) => postMessage(answer))
    .catch(() => undefined);
});

async function take({ library, file, known }: TakeModel): Promise<TakeModelAnswer> {
  const read = await takeIn(file, file.name, known);
  if (!read.ok) return read;
  const owner = `model-${crypto.randomUUID()}`;
  await stayAlive(library, owner);
  const store = await openBlobStore(library, owner);
  const writer = store.createBlob();
  for (let at = 0; at < file.size; at += pieceSize) {
    await writer.write(new Uint8Array(await file.slice(at, at + pieceSize).arrayBuffer()));
  }
  const { sha256: blob, size } = await writer.close();
  if (known.sha256 && known.sha256 !== blob) {
    const reason = 'its SHA-256 is not the published one';
    return fail({ code: 'corrupt', what: file.name, reason });
  }
  return ok({ ...read.value, blob, size });
}
