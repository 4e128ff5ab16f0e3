/** Reading a file through the media engine: facts by ffprobe, frames and peaks by ffmpeg. */
import type { MediaFormat } from '#formats/media-formats.ts';
import type { TimedFacts } from '#formats/timed-facts.ts';
import { engineNote } from '#media/ffmpeg/engine.ts';
import { framesAt, peaksThroughEngine } from '#media/ffmpeg/frames.ts';
import { probeFacts, type EngineUse } from '#media/ffmpeg/probe.ts';
import { thumbnailOfCanvas, thumbnailSide } from '#media/image/thumbnail.ts';
import { posterAmong } from '#media/timed/poster.ts';
import { evenly, stripLength } from '#media/timed/scenes.ts';
import { stripOfFrames } from '#media/timed/strip.ts';

import {
  packedStrip,
  reasonOf,
  type OwnReading,
  type TimedPreview,
  type TimedUse,
} from './reading.ts';

interface EngineReading {
  readonly facts: TimedFacts;
  readonly preview: TimedPreview | null;
  readonly reason?: string;
}

/** What the engine reads of a file, or the reason why it reads nothing. */
export async function readThroughEngine(
  file: Blob,
  format: MediaFormat,
  kind: 'video' | 'audio',
  own: OwnReading,
  { signal, fetch, progress }: TimedUse,
): Promise<EngineReading | { readonly reason: string }> {
  const onFetch = (fraction: number): void => progress(fraction * 0.5, engineNote);
  const use: EngineUse = { signal, engine: { fetch, onFetch } };
  // A name of our own: those of people may hold anything.
  const name = `source.${format}`;
  const probed = await probeFacts(file, name, use);
  signal.throwIfAborted();
  if (!probed.ok) return { reason: reasonOf(probed.failure) };
  const facts = probed.value;
  if (own.preview) return { facts, preview: null };
  progress(0.6);
  const made = await (kind === 'video' ? film : sound)(file, name, facts, use);
  signal.throwIfAborted();
  return typeof made === 'string'
    ? { facts, preview: null, reason: made }
    : { facts, preview: made };
}

async function sound(
  file: Blob,
  name: string,
  facts: TimedFacts,
  use: EngineUse,
): Promise<TimedPreview | string> {
  const { duration_s: seconds, channels = 1 } = facts;
  if (seconds === undefined) return 'its length is not known';
  const peaks = await peaksThroughEngine(file, name, { seconds, channels }, use);
  return peaks.ok ? { peaks: peaks.value } : reasonOf(peaks.failure);
}

async function film(
  file: Blob,
  name: string,
  facts: TimedFacts,
  use: EngineUse,
): Promise<TimedPreview | string> {
  const { width, height, duration_s: seconds = 0 } = facts;
  if (width === undefined || height === undefined) return 'its size is not known';
  const factor = Math.min(1, thumbnailSide / Math.max(width, height));
  const size = {
    width: Math.max(1, Math.round(width * factor)),
    height: Math.max(1, Math.round(height * factor)),
  };
  // In hundredths of a second, so that a film of three frames is not asked for twelve.
  const times = evenly(Math.max(1, Math.floor(seconds * 100)), stripLength).map((at) => at / 100);
  const frames = await framesAt(file, name, { times, ...size }, use);
  if (!frames.ok) return reasonOf(frames.failure);
  const poster = posterAmong(frames.value);
  if (!poster) return 'it has no frame';
  const strip = await stripOfFrames(frames.value, times);
  return {
    picture: await thumbnailOfCanvas(poster, false),
    ...(strip && (await packedStrip(strip))),
  };
}
