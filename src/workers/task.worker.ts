/** Entry of every task worker: one for all kinds and lanes. The scheduler speaks first (`hello`). */
import { stayAlive } from '#db/blobs/owners.ts';
import { openBlobStore } from '#db/blobs/store.ts';
import { openFolder } from '#db/folders/handles.ts';
import { openAnywhere } from '#db/folders/places.ts';
import type { BlobPlace } from '#domain/contract/folders.ts';
import { rememberHandle } from '#media/ffmpeg/handles.ts';
import { sweepScratch } from '#media/ffmpeg/scratch.ts';
import { watchLongSteps } from '#media/long-step.ts';
import { taskKindByName } from '#tasks/registry.ts';

import { backupGround } from './backup-ground.ts';
import { createNet } from './net/net.ts';
import { deviceSigning } from './device-signing.ts';
import { createAppFile } from './scheduler/app-file.ts';
import type { ToTaskWorker } from './scheduler/messages.ts';
import { createRunner, type RunnerGround } from './scheduler/runner.ts';
import { runs } from './run-table.ts';

type Deliver = (message: ToTaskWorker) => void;

let deliver: Promise<Deliver> | null = null;

addEventListener('message', ({ data }: MessageEvent<ToTaskWorker>) => {
  if (data.say === 'hello') {
    deliver = begin(data);
    // Thrown where nobody catches it: the scheduler learns of it as the death of this worker.
    deliver.catch((thrown: unknown) => setTimeout(() => reportError(thrown)));
  }
  // In order: each message waits for the same promise, and callbacks of one promise keep their order.
  else void deliver?.then((take) => take(data)).catch(() => undefined);
});

async function begin(hello: Extract<ToTaskWorker, { say: 'hello' }>): Promise<Deliver> {
  // Held before the first byte is written, so that no sweep takes this worker for dead.
  await stayAlive(hello.library, hello.owner);
  const store = await openBlobStore(hello.library, hello.owner, rememberHandle);
  // What a run of ffmpeg in a thread that died was writing.
  void sweepScratch().catch(() => undefined);
  const say: RunnerGround['say'] = (message, transfer) => postMessage(message, [...transfer]);
  watchLongSteps((begins) => say({ say: 'long_step', begins }, []));
  return createRunner({
    say,
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
      createBlob: () => store.createBlob(),
      async *listBlobs() {
        for await (const { sha256, handle } of store.list()) {
          const { size, lastModified } = await handle.getFile();
          yield { sha256, size, lastModified };
        }
      },
    },
    folders: {
      open: ({ id, name }, access) => openFolder(hello.library, id, name, access),
      isStored: (sha256) => store.has(sha256),
    },
    signing: deviceSigning,
    net: createNet(hello.library),
    backup: (copy) => backupGround(hello.library, copy),
    appFile: createAppFile(hello.appBase),
    now: () => Date.now(),
  });
}
