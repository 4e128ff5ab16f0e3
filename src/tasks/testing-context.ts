/** A task context over memory, for tests of runs that work with a picture and a mask. */
import type { AssetRow } from '#domain/asset.ts';
import type { AssetId, Sha256, TaskId } from '#domain/id.ts';
import { openPngEncoder, type PngPicture } from '#formats/png/encoder.ts';
import { decodeImage } from '#media/image/decode.ts';

import type { BlobWriter, TaskContext } from './context.ts';

/** Pixels of a made picture: red, green, blue, alpha. */
export type Draw = (x: number, y: number) => readonly [number, number, number, number];

/** Draws a PNG; without alpha where `hasAlpha` is false. */
export async function drawnPng(
  width: number,
  height: number,
  draw: Draw,
  { hasAlpha = false, metadata = {} }: Partial<Pick<PngPicture, 'hasAlpha' | 'metadata'>> = {},
): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const encoder = openPngEncoder(
    { width, height, hasAlpha, metadata },
    (bytes) => void parts.push(bytes),
  );
  for (let y = 0; y < height; y += 1) {
    const row = new Uint8Array(width * 4);
    for (let x = 0; x < width; x += 1) row.set(draw(x, y), x * 4);
    await encoder.write(row);
  }
  await encoder.close();
  return new Blob(parts, { type: 'image/png' });
}

/** A picture or a mask as the library would hold it. */
export interface Held {
  readonly id: string;
  readonly blob: Blob;
  readonly format: string;
  readonly trashed?: boolean;
}

const rowOf = ({ id, format, trashed }: Held): AssetRow =>
  ({
    id: id as AssetId,
    name: `${id}.${format}`,
    state: 'ready',
    blob: id.padEnd(64, '0') as Sha256,
    format,
    deleted_at: trashed === true ? 1 : null,
  }) as AssetRow;

/** A context over a source and further assets; remembers what was written and said. */
export function contextOver(source: Held, others: readonly Held[] = []) {
  const written: { bytes: Uint8Array<ArrayBuffer>; state: 'open' | 'closed' | 'aborted' }[] = [];
  const said: number[] = [];
  const stop = new AbortController();
  const all = [source, ...others];
  const context: TaskContext = {
    task: 'task' as TaskId,
    attempt: 1,
    signal: stop.signal,
    source: rowOf(source),
    target: null,
    openBlob: async (sha256) => {
      const held = all.find((one) => rowOf(one).blob === sha256);
      if (!held) throw new Error('no such blob');
      return new File([held.blob], held.id);
    },
    createBlob: async (): Promise<BlobWriter> => {
      const parts: Uint8Array<ArrayBuffer>[] = [];
      const entry: (typeof written)[number] = { bytes: new Uint8Array(0), state: 'open' };
      written.push(entry);
      return {
        write: async (bytes) => void parts.push(new Uint8Array(bytes)),
        writeAt: async () => {
          throw new Error('pictures are written in order');
        },
        close: async () => {
          entry.state = 'closed';
          entry.bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
          return { sha256: 'c'.repeat(64) as Sha256, size: entry.bytes.length };
        },
        abort: async () => {
          entry.state = 'aborted';
        },
      };
    },
    progress: (fraction) => said.push(fraction),
    query: (async (name: string, { id }: { readonly id: string }) => {
      if (name !== 'asset') return null;
      const held = all.find((one) => one.id === id);
      return held ? { asset: rowOf(held) } : null;
    }) as unknown as TaskContext['query'],
    appFile: async () => new Uint8Array(0),
    now: () => 0,
  };
  return { context, written, said, stop };
}

/** Decodes what a run wrote. */
export async function pixelsOf(bytes: Uint8Array<ArrayBuffer>, format: 'png' | 'jpeg' | 'webp') {
  const image = await decodeImage(new Blob([bytes]), format);
  if (!image.ok) throw new Error(JSON.stringify(image.failure));
  const { width, height, hasAlpha } = image.value;
  const pixels = image.value.read(0, 0, width, height);
  image.value.close();
  return { width, height, hasAlpha, pixels };
}

/** A little-endian TIFF structure with one tag: orientation 6, a quarter turn. */
export const exifTurned = Uint8Array.from([
  0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0,
]);
