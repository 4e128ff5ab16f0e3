/** Makes the demo's files, one after the other, away from the page. */
import { withParameters } from './generation-text.ts';
import { paintScene } from './paint.ts';
import { type DemoPicture, demoPictures } from './pictures.ts';
import type { Scene } from './scenes.ts';
import { chimeSound, rainSound, wavOf } from './sound.ts';

/** What the worker sends: a file, how far it is, or that it cannot go on. */
export type FromDemoWorker =
  | { readonly kind: 'file'; readonly name: string; readonly folder: string; readonly blob: Blob }
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly reason: string };

const send = (message: FromDemoWorker): void => self.postMessage(message);

async function picture({ scene, type, prompt }: DemoPicture): Promise<Blob> {
  const canvas = new OffscreenCanvas(scene.width, scene.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser gives no canvas');
  paintScene(context, scene);
  const blob = await canvas.convertToBlob({ type, quality: 0.9 });
  if (prompt === undefined) return blob;
  const { seed, width, height } = scene;
  return withParameters(
    blob,
    `${prompt}\nSteps: 1, Sampler: none, CFG scale: 1, Seed: ${String(seed)}, Size: ${String(width)}x${String(height)}, Model: inkreel-demo-painter`,
  );
}

const filmed: Scene = {
  seed: 11,
  width: 640,
  height: 416,
  palette: 'ink',
  moon: [0.27, 0.4, 0.14],
  lanterns: 2,
  stalls: 5,
  rain: true,
};
const seconds = 4;
const perSecond = 24;

/** Lanterns in the wind; null where nothing encodes video. */
async function film(): Promise<Blob | null> {
  const canvas = new OffscreenCanvas(filmed.width, filmed.height);
  const context = canvas.getContext('2d');
  if (!context) return null;
  const { filmOfFrames } = await import('#media/timed/film-of-frames.ts');
  const frames = seconds * perSecond;
  return filmOfFrames({
    canvas,
    frames,
    perSecond,
    draw: (frame) => paintScene(context, filmed, frame / frames),
  });
}

async function make(): Promise<void> {
  const total = demoPictures.length + 3;
  let done = 0;
  const sendFile = (name: string, folder: string, blob: Blob): void => {
    done += 1;
    send({ kind: 'file', name, folder, blob });
    send({ kind: 'progress', done, total });
  };
  for (const one of demoPictures) sendFile(one.name, one.folder, await picture(one));
  sendFile('Rain on the awnings.wav', 'Sound', wavOf(rainSound(6)));
  sendFile('Market chime.wav', 'Sound', wavOf(chimeSound(8)));
  try {
    const blob = await film();
    if (blob) sendFile('Lanterns in the wind.mp4', 'Film', blob);
  } catch {
    // An encoder that said yes and could not: the demo has no film here.
  }
  send({ kind: 'done' });
}

make().catch((reason: unknown) =>
  send({ kind: 'failed', reason: reason instanceof Error ? reason.message : String(reason) }),
);
