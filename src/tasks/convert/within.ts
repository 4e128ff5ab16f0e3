/** A file of at most so many bytes: the best quality that fits, then the largest size that does. */
import { fail, ok, type Result } from '#domain/result.ts';
import { encodeImage, type Encoded, type EncodeOptions } from '#media/image/encode.ts';
import type { PixelSource } from '#media/image/pixels.ts';

import type { TaskContext } from '../context.ts';
import { pictureFacts, type WrittenPicture } from '../write-picture.ts';

/** Most encodings in search of a size. */
const rounds = 9;
/** Share of the limit from which on a file is as large as it may be; steps of quality are coarser. */
const enough = { bySize: 0.98, byQuality: 0.9 };
/** What is aimed at, a little below the limit, so that the next round fits. */
const aim = 0.99;

export interface Attempt {
  readonly picture: PixelSource;
  readonly options: EncodeOptions;
}

/** What came of a picture at a factor of the size wished for. */
interface Tried extends Attempt {
  readonly factor: number;
  /** Its bytes; all of them only where it fits. */
  readonly size: number;
  readonly parts: readonly Uint8Array[];
  readonly encoded: Encoded;
}

/**
 * Encodes into memory (never more than twice `atMost` bytes are kept) until the file fits and no
 * larger one would, then stores it. `make` gives the picture and its options at a factor of the
 * size wished for, 0 to 1. A format with a quality fills what room there is by that, one step more
 * would be too much; the rest (PNG, GIF) is brought to within two hundredths of the limit by its
 * size.
 *
 * Failures: `too_large` when even a tiny picture does not fit, and those of `encodeImage`.
 */
export async function writeWithin(
  atMost: number,
  make: (factor: number) => Attempt,
  context: TaskContext,
): Promise<Result<WrittenPicture>> {
  let best: Tried | null = null;
  let over: Tried | null = null;
  let factor = 1;
  for (let round = 0; round < rounds; round += 1) {
    const attempt = make(factor);
    const isKnown = [best, over].some((one) => one && isSameSize(one.picture, attempt.picture));
    if (isKnown) break;
    const encoded = await encodeWithin(atMost, attempt, context, round);
    if (!encoded.ok) return encoded;
    const tried: Tried = { ...attempt, ...encoded.value, factor };
    if (tried.size > atMost) over = tried;
    else best = tried;
    if (best && isFull(best, atMost)) break;
    factor = nextFactor(best, over, atMost);
  }
  if (best) return store(best, context);
  const limit = `${Math.round(atMost / 1000)} kB cannot hold it at any size`;
  return fail({ code: 'too_large', what: 'the result', limit });
}

const isSameSize = (one: PixelSource, other: PixelSource): boolean =>
  one.width === other.width && one.height === other.height;

/** Whether a larger picture would be no better: it has all its size, or there is no room for more. */
function isFull({ factor, size, encoded, options }: Tried, atMost: number): boolean {
  const isByQuality = encoded.quality !== undefined && encoded.quality < options.quality;
  return factor === 1 || size >= atMost * (isByQuality ? enough.byQuality : enough.bySize);
}

/**
 * Where to look next: bytes go about with the area, or between two that are known with the power
 * of it that they show; never nearer to either end than a tenth, so that the gap closes.
 */
function nextFactor(best: Tried | null, over: Tried | null, atMost: number): number {
  const goal = atMost * aim;
  if (!over) return 1;
  if (!best)
    return over.factor * Math.min(0.95, Math.max(0.25, Math.sqrt(goal / over.size) * 0.98));
  const share = Math.log(goal / best.size) / Math.log(over.size / best.size);
  const held = Math.min(0.9, Math.max(0.1, share));
  return best.factor * (over.factor / best.factor) ** held;
}

async function encodeWithin(
  atMost: number,
  { picture, options }: Attempt,
  context: TaskContext,
  round: number,
): Promise<Result<Pick<Tried, 'size' | 'parts' | 'encoded'>>> {
  let parts: Uint8Array[] = [];
  let size = 0;
  const encoded = await encodeImage(
    picture,
    { ...options, atMost },
    (bytes) => {
      size += bytes.length;
      if (size <= atMost) parts.push(bytes);
      else parts = [];
    },
    (fraction) => {
      context.signal.throwIfAborted();
      context.progress((round + fraction) / rounds, `try ${round + 1}`);
    },
  );
  return encoded.ok ? ok({ size, parts, encoded: encoded.value }) : encoded;
}

async function store(
  { parts, encoded, picture, options }: Tried,
  context: TaskContext,
): Promise<Result<WrittenPicture>> {
  const writer = await context.createBlob();
  try {
    for (const part of parts) await writer.write(part);
    const stored = await writer.close();
    return ok({
      ...encoded,
      file: { ...stored, facts: pictureFacts(picture, options, encoded.mime) },
    });
  } catch (thrown) {
    await writer.abort();
    throw thrown;
  }
}
