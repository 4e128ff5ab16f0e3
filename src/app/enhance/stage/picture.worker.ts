/** Holds one decoded picture for the stage: makes tiles of what is in sight, reads, counts. */
import { failureFrom } from '#domain/failure.ts';
import { isPictureFormat } from '#formats/media-formats.ts';
import { readMetadata } from '#formats/metadata/files.ts';
import { sniff } from '#formats/sniff.ts';
import { openPyramid, type Pyramid, shrunk } from '#media/edit/pyramid.ts';
import { applyTone, type Tone, toned, toneOf } from '#media/edit/tone.ts';
import { decodeImage } from '#media/image/decode.ts';
import { toScreen, type ToScreen } from '#media/image/screen-colours.ts';
import { histogramOf } from '#media/image/levels.ts';
import type { DecodedImage } from '#media/image/pixels.ts';

import {
  type FromWorker,
  type Rect,
  tileSide,
  type ToWorker,
  type WantedTile,
} from './messages.ts';

/** Counting looks at a picture of no more than so many pixels. */
const countedPixels = 1_000_000;

const say = (message: FromWorker, move: Transferable[] = []): void => {
  // A worker's own postMessage takes what is to be moved as its second argument.
  postMessage(message, { transfer: move });
};

let image: DecodedImage | null = null;
let pyramid: Pyramid | null = null;
/** What is shown is converted for the screen; what is worked on keeps the picture's own values. */
let forScreen: ToScreen | null = null;
let isMade = false;
let wanted: WantedTile[] = [];
const calls: Extract<ToWorker, { readonly is: 'read' | 'count' }>[] = [];
const tones = new Map<number, Tone>();
let isWorking = false;

const { port1, port2 } = new MessageChannel();
/** Lets messages in between two steps. */
const turn = (): Promise<void> =>
  new Promise((resolve) => {
    port1.addEventListener('message', () => resolve(), { once: true });
    port1.start();
    port2.postMessage(null);
  });

async function open(file: Blob, name: string): Promise<void> {
  const head = new Uint8Array(await file.slice(0, 4096).arrayBuffer());
  const sniffed = sniff(head, name);
  if (!sniffed.ok) return say({ is: 'failed', failure: sniffed.failure });
  const { format } = sniffed;
  if (!isPictureFormat(format)) {
    const reason = `it is ${format}, not a picture`;
    return say({ is: 'failed', failure: { code: 'unsupported', what: name, reason } });
  }
  const decoded = await decodeImage(file, format);
  if (!decoded.ok) return say({ is: 'failed', failure: decoded.failure });
  const { icc } = await readMetadata(file, format);
  forScreen = icc ? toScreen(icc) : null;
  image = decoded.value;
  pyramid = openPyramid(image);
  const { width, height, hasAlpha } = image;
  say({ is: 'opened', width, height, hasAlpha, levels: pyramid.levels });
  await work();
}

/** The tile with one pixel more on each side where the picture goes on. */
async function make(tile: WantedTile): Promise<boolean> {
  const source = pyramid?.level(tile.level);
  if (!source) return false;
  const [left, top] = [tile.column * tileSide, tile.row * tileSide];
  const x = Math.max(0, left - 1);
  const y = Math.max(0, top - 1);
  const width = Math.min(source.width, left + tileSide + 1) - x;
  const height = Math.min(source.height, top + tileSide + 1) - y;
  if (width <= 0 || height <= 0) return true;
  const pixels = source.read(x, y, width, height);
  const tone = tones.get(tile.tone);
  if (tone) applyTone(pixels, tone);
  forScreen?.(pixels);
  const bitmap = await createImageBitmap(new ImageData(pixels, width, height));
  say({ is: 'tile', tile, bitmap }, [bitmap]);
  return true;
}

function read(call: number, { x, y, width, height }: Rect, shrink: number): void {
  const level = Math.log2(shrink);
  const small = Number.isInteger(level) ? pyramid?.level(level) : null;
  // A level is a mean of whole blocks: it stands for a region that begins on one.
  if (small && shrink > 1 && x % shrink === 0 && y % shrink === 0) {
    const [w, h] = [Math.ceil(width / shrink), Math.ceil(height / shrink)];
    const pixels = small.read(x / shrink, y / shrink, w, h);
    return say({ is: 'part', call, width: w, height: h, pixels }, [pixels.buffer]);
  }
  if (!image) return undefined;
  const [w, h] = [Math.ceil(width / shrink), Math.ceil(height / shrink)];
  // Strip by strip, so that a whole picture made small is never here twice.
  const pixels = new Uint8ClampedArray(w * h * 4);
  const rows = Math.max(1, Math.floor(64 / shrink)) * shrink;
  for (let row = 0; row < height; row += rows) {
    const many = Math.min(rows, height - row);
    const part = image.read(x, y + row, width, many);
    pixels.set(shrink === 1 ? part : shrunk(part, width, many, shrink), (row / shrink) * w * 4);
  }
  return say({ is: 'part', call, width: w, height: h, pixels }, [pixels.buffer]);
}

function count(message: Extract<ToWorker, { readonly is: 'count' }>): boolean {
  if (!pyramid || !image) return false;
  let level = 0;
  while ((image.width * image.height) / 4 ** level > countedPixels && level < pyramid.levels - 1)
    level += 1;
  const source = pyramid.level(level);
  if (!source) return false;
  const counts = histogramOf(toned(source, toneOf(message.edits, message.until)));
  say({ is: 'counted', call: message.call, counts });
  return true;
}

/** Answers first, then tiles, then the rest of the small pictures; ends when nothing is left. */
async function work(): Promise<void> {
  if (isWorking || !pyramid) return;
  isWorking = true;
  try {
    for (;;) {
      const call = calls.findIndex((one) => one.is === 'read' || isMade);
      const [asked] = call >= 0 ? calls.splice(call, 1) : [];
      if (asked?.is === 'read') read(asked.call, asked.region, asked.shrink);
      else if (asked) count(asked);
      else {
        const at = wanted.findIndex((tile) => pyramid?.level(tile.level));
        const [tile] = at >= 0 ? wanted.splice(at, 1) : [];
        if (tile) await make(tile);
        else if (!isMade) {
          const fraction = pyramid.step();
          isMade = fraction === 1;
          say({ is: 'made', fraction });
        } else break;
      }
      await turn();
    }
  } catch (thrown) {
    say({ is: 'failed', failure: failureFrom(thrown) });
  } finally {
    isWorking = false;
  }
}

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.is === 'open') {
    open(data.file, data.name).catch((thrown: unknown) =>
      say({ is: 'failed', failure: failureFrom(thrown) }),
    );
    return;
  }
  if (data.is === 'tone') {
    tones.set(data.tone, toneOf(data.edits));
    for (const tone of tones.keys()) if (tone < data.tone - 8) tones.delete(tone);
    return;
  }
  if (data.is === 'want') wanted = [...data.tiles];
  else calls.push(data);
  void work();
});
