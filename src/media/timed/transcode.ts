/** One file of sound or video into another, through mediabunny: packets are copied where nothing changes. */
import {
  Conversion,
  ConversionCanceledError,
  type ConversionOptions,
  type Input,
} from 'mediabunny';

import { fail, ok, type Result } from '#domain/result.ts';
import type { MediaFormat } from '#formats/media-formats.ts';

import { blobTarget, type PlacedBytes } from './blob-target.ts';
import { containerOf } from './containers.ts';
import { handedOn } from './tags.ts';
import { openOutput } from './output.ts';

export interface TranscodeJob extends Pick<
  ConversionOptions,
  'video' | 'audio' | 'trim' | 'copy' | 'tracks'
> {
  readonly input: Input;
  readonly format: MediaFormat;
  /** Where the bytes go; its owner closes or aborts it. */
  readonly writer: PlacedBytes;
  /** Bytes that the result may take, for containers that must know. */
  readonly bytes?: number;
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

/** Tracks that the result does not hold, each with the reason: "subtitle track 3: unknown codec". */
export type LeftOut = readonly string[];

/**
 * Writes the result. Failures: `cancelled`; `unsupported` when no track could be taken over, with
 * the reason of the first.
 */
export async function transcode(job: TranscodeJob): Promise<Result<LeftOut>> {
  const { input, format, writer, bytes, signal, onProgress, ...options } = job;
  const output = openOutput({ format: containerOf(format, bytes), target: blobTarget(writer) });
  const isSame = (await input.getFormat()).mimeType === output.format.mimeType;
  const conversion = await Conversion.init({
    ...options,
    input,
    output,
    tags: (tags) => handedOn(tags, isSame),
    showWarnings: false,
  });
  const unwanted = conversion.discardedTracks.filter(
    ({ reason }) => reason !== 'discarded_by_user',
  );
  const leftOut = unwanted.map(
    ({ track, reason }) => `${track.type} track ${track.number}: ${reason.replaceAll('_', ' ')}`,
  );
  if (!conversion.isValid) {
    await output.cancel().catch(() => undefined);
    const reason = leftOut[0] ?? 'nothing in it can be taken over';
    return fail({ code: 'unsupported', what: `A conversion to ${format.toUpperCase()}`, reason });
  }
  conversion.onProgress = onProgress;
  const stop = (): void => void conversion.cancel();
  signal.addEventListener('abort', stop);
  try {
    if (signal.aborted) return fail({ code: 'cancelled' });
    await conversion.execute();
    return ok(leftOut);
  } catch (thrown) {
    if (signal.aborted || thrown instanceof ConversionCanceledError)
      return fail({ code: 'cancelled' });
    throw thrown;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
