/**
 * Entry of the trial worker: runs a tool on one picture as the queue would, by the same code, but
 * keeps the result in memory and hands it to the page. Nothing of it enters the library.
 */
import { openBlobStore } from '#db/blobs/store.ts';
import { openAnywhere } from '#db/folders/places.ts';
import type { BlobPlace } from '#domain/contract/folders.ts';
import type { Sha256 } from '#domain/id.ts';
import { rememberHandle } from '#media/ffmpeg/handles.ts';
import { watchLongSteps } from '#media/long-step.ts';
import { taskKindByName } from '#tasks/registry.ts';

import { runs } from './run-table.ts';
import { createAppFile } from './scheduler/app-file.ts';
import type { FromTaskWorker, ToTaskWorker } from './scheduler/messages.ts';
import { createRunner } from './scheduler/runner.ts';
import { openMemoryBlob } from './trial/memory-blob.ts';

let deliver: Promise<(message: ToTaskWorker) => void> | null = null;

addEventListener('message', ({ data }: MessageEvent<ToTaskWorker>) => {
  if (data.say === 'hello') {
    deliver = begin(data);
    deliver.catch((thrown: unknown) => setTimeout(() => reportError(thrown)));
  } else void deliver?.then((take) => take(data)).catch(() => undefined);
});

async function begin(hello: Extract<ToTaskWorker, { say: 'hello' }>) {
  const store = await openBlobStore(hello.library, hello.owner, rememberHandle);
  /** What runs have made, until it is handed over. */
  const made = new Map<Sha256, Blob>();
  watchLongSteps((begins) => postMessage({ say: 'long_step', begins } satisfies FromTaskWorker));
  return createRunner({
    say: (message: FromTaskWorker, transfer) => {
      if (message.say !== 'ended') return postMessage(message, [...transfer]);
      const file = message.result.ok ? message.result.value.file : undefined;
      postMessage({ ...message, blob: (file && made.get(file.sha256)) ?? null }, [...transfer]);
      made.clear();
    },
    kindByName: taskKindByName,
    runs,
    blobs: {
      openBlob: (sha256, ask) =>
        openAnywhere(
          hello.library,
          store,
          sha256,
          // The border: the database answers what the name promises.
          (blob) => ask('places', { blob }) as Promise<readonly BlobPlace[]>,
        ),
      createBlob: () => openMemoryBlob((sha256, blob) => made.set(sha256, blob)),
      async *listBlobs() {},
    },
    appFile: createAppFile(hello.appBase),
    now: () => Date.now(),
  });
}
