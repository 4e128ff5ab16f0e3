/** Pixels into files: PNG by our own encoder, JPEG and WebP by the canvas, AVIF by jSquash, GIF by gifenc. */
import { failureFrom } from '#domain/failure.ts';
import type { Result } from '#domain/result.ts';
import { writeMetadata, type PictureMetadata } from '#formats/metadata/files.ts';
import { openPngEncoder } from '#formats/png/encoder.ts';

import { longStep } from '../long-step.ts';
import type { Pixels, PixelSource } from './pixels.ts';

export const encodeFormats = ['png', 'jpeg', 'webp', 'avif', 'gif'] as const;
export type EncodeFormat = (typeof encodeFormats)[number];

export interface EncodeOptions {
  readonly format: EncodeFormat;
  /** 1–100; PNG and GIF have none. */
  readonly quality: number;
  /**
   * Bytes that the file should not exceed: the best quality up to `quality` that keeps to it is
   * searched for. When not even the lowest does, the file is as small as quality makes it.
   */
  readonly atMost?: number;
  /** Whether PNG stores alpha; the other formats store it when there is any (JPEG never). */
  readonly hasAlpha: boolean;
  readonly metadata?: PictureMetadata;
}

export interface Encoded {
  readonly mime: string;
  /** The quality that was taken, where the format has one. */
  readonly quality?: number;
  /** Metadata blocks that the format had no room for. */
  readonly leftOut: readonly string[];
}

/** Largest sides that a format can hold. */
export const formatSideLimit: Readonly<Record<EncodeFormat, number>> = {
  png: 2 ** 31 - 1,
  jpeg: 65_535,
  webp: 16_383,
  avif: 65_536,
  gif: 65_535,
};

/** Rows read from the source at once. */
const strip = 64;

/** Longest time in milliseconds that strips are worked on before other events get their turn. */
const turn = 50;

/** Lets waiting messages in (a cancel, say) once a turn is over. */
function openTurns(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < turn) return;
    await new Promise<void>((resolve) => {
      setTimeout(resolve);
    });
    since = performance.now();
  };
}

type Sink = (bytes: Uint8Array<ArrayBuffer>) => Promise<void> | void;

/**
 * Encodes a picture into a sink. PNG streams; the others need the whole picture as a canvas
 * (JPEG, WebP) or as bytes (AVIF). Failures: `unsupported` when the browser gives another format
 * than asked, `too_large` for sides beyond the format, `out_of_memory`.
 */
export async function encodeImage(
  source: PixelSource,
  options: EncodeOptions,
  sink: Sink,
  onProgress: (fraction: number) => void = () => undefined,
): Promise<Result<Encoded>> {
  const { width, height } = source;
  const { format, metadata } = options;
  const limit = formatSideLimit[format];
  if (Math.max(width, height) > limit) {
    const what = `a ${format.toUpperCase()} of ${width} × ${height} pixels`;
    return { ok: false, failure: { code: 'too_large', what, limit: `${limit} pixels on a side` } };
  }
  if (format === 'png') {
    const { hasAlpha } = options;
    const encoder = openPngEncoder(
      { width, height, hasAlpha, ...(metadata && { metadata }) },
      sink,
    );
    const endTurn = openTurns();
    for (let y = 0; y < height; y += strip) {
      await encoder.write(source.read(0, y, width, Math.min(strip, height - y)));
      await endTurn();
      onProgress(y / height);
    }
    await encoder.close();
    return { ok: true, value: { mime: 'image/png', leftOut: [] } };
  }
  try {
    if (format === 'gif') {
      const { gifOf } = await import('./gif.ts');
      await sink(await longStep(() => gifOf(source)));
      return { ok: true, value: { mime: 'image/gif', leftOut: blockNames(metadata) } };
    }
    const opened =
      format === 'avif'
        ? await openAvif(source)
        : await openCanvasFile(source, { ...options, format }, onProgress);
    if (!opened.ok) return opened;
    let leftOut: readonly string[] = [];
    // With its metadata, so that a limit holds for the whole file and none of it is left unused.
    const whole: EncodeAt = async (quality) => {
      const plain = await opened.value(quality);
      if (!plain.ok || blockNames(metadata).length === 0) return plain;
      const written = await writeMetadata(plain.value, format, metadata ?? {});
      if (!written.ok) return written;
      ({ leftOut } = written.value);
      return { ok: true, value: written.value.bytes };
    };
    const encoded = await bestWithin(whole, options);
    if (!encoded.ok) return encoded;
    const { bytes, quality } = encoded.value;
    await sink(bytes);
    return { ok: true, value: { mime: `image/${format}`, quality, leftOut } };
  } catch (thrown) {
    return { ok: false, failure: failureFrom(thrown) };
  }
}

/** What a file is to say beside its pixels, by name. */
const blockNames = (metadata: PictureMetadata | undefined): readonly string[] => [
  ...(metadata?.exif ? ['EXIF'] : []),
  ...(metadata?.xmp ? ['XMP'] : []),
  ...(metadata?.icc ? ['ICC'] : []),
  ...(metadata?.density === undefined ? [] : ['print resolution']),
];

type EncodedBytes = Result<Uint8Array<ArrayBuffer>>;

/** A picture that lies ready to be encoded at any quality. */
type EncodeAt = (quality: number) => Promise<EncodedBytes>;

/** Below this JPEG and WebP fall apart; a smaller picture is better. */
const lowestQuality = 20;

/** The file at the quality asked for, or at the best one below it that keeps to `atMost`. */
async function bestWithin(
  encodeAt: EncodeAt,
  { quality, atMost = Infinity }: EncodeOptions,
): Promise<Result<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly quality: number }>> {
  const first = await encodeAt(quality);
  if (!first.ok) return first;
  if (first.value.length <= atMost) return { ok: true, value: { bytes: first.value, quality } };
  let low = Math.min(lowestQuality, quality);
  let high = quality - 1;
  const lowest = await encodeAt(low);
  if (!lowest.ok) return lowest;
  let best = { bytes: lowest.value, quality: low };
  // Sizes rise with quality, so halving finds the best one that fits.
  while (best.bytes.length <= atMost && low < high) {
    const middle = Math.ceil((low + high) / 2);
    const tried = await encodeAt(middle);
    if (!tried.ok) return tried;
    if (tried.value.length <= atMost) {
      best = { bytes: tried.value, quality: middle };
      low = middle;
    } else high = middle - 1;
  }
  return { ok: true, value: best };
}

/** Through convertToBlob, which silently gives PNG for what it cannot write: the type is checked. */
async function openCanvasFile(
  source: PixelSource,
  options: EncodeOptions & { readonly format: 'jpeg' | 'webp' },
  onProgress: (fraction: number) => void,
): Promise<Result<EncodeAt>> {
  const { width, height } = source;
  const mime = `image/${options.format}`;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: options.hasAlpha, willReadFrequently: true });
  const tooBig: Result<EncodeAt> = {
    ok: false,
    failure: { code: 'out_of_memory', what: `a canvas of ${width} × ${height} pixels` },
  };
  if (!context) return tooBig;
  const endTurn = openTurns();
  let last: Pixels = new Uint8ClampedArray(4);
  for (let y = 0; y < height; y += strip) {
    const rows = Math.min(strip, height - y);
    last = source.read(0, y, width, rows);
    context.putImageData(new ImageData(last, width, rows), 0, y);
    await endTurn();
    onProgress((y / height) * 0.9);
  }
  // A canvas beyond the browser's limit stays blank without a word: its last pixel tells.
  const end = context.getImageData(width - 1, height - 1, 1, 1).data;
  if ((last[last.length - 1] ?? 0) > 0 && end[3] === 0) return tooBig;
  const encodeAt: EncodeAt = async (quality) => {
    const blob = await canvas.convertToBlob({ type: mime, quality: quality / 100 });
    if (blob.type !== mime) {
      const reason = 'this browser does not write it';
      return { ok: false, failure: { code: 'unsupported', what: options.format, reason } };
    }
    return { ok: true, value: new Uint8Array(await blob.arrayBuffer()) };
  };
  return { ok: true, value: encodeAt };
}

/** Effort of the AVIF encoder, 0 slow – 10 fast: 8 keeps a megapixel under a few seconds. */
const avifSpeed = 8;

async function openAvif(source: PixelSource): Promise<Result<EncodeAt>> {
  const { default: encode } = await import('@jsquash/avif/encode.js');
  const { width, height } = source;
  const image = new ImageData(source.read(0, 0, width, height), width, height);
  const encodeAt: EncodeAt = async (quality) => ({
    ok: true,
    value: new Uint8Array(await longStep(() => encode(image, { quality, speed: avifSpeed }))),
  });
  return { ok: true, value: encodeAt };
}
