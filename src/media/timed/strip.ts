/**
 * A strip of small pictures that shows what happens in a film: frames at its cuts, or evenly spaced
 * ones. Samples of long films are taken at key frames, so that each costs one decoded frame.
 */
import { CanvasSink, EncodedPacketSink, type InputVideoTrack } from 'mediabunny';

import { distanceOf, evenly, histogramOf, stripPlaces, type Histogram } from './scenes.ts';

/** One picture side by side with the others in `sheet`, all of the same size, in order of time. */
export interface FilmStrip {
  readonly sheet: OffscreenCanvas;
  readonly scenes: readonly Scene[];
}

/** A moment of a film; `cut`: a scene begins there. */
export interface Scene {
  /** Seconds from the beginning. */
  readonly at: number;
  readonly cut: boolean;
}

/** Longest side of one picture of the strip, in pixels. */
const side = 160;
/** Most frames that are looked at, and how many of them fall on a second of a short film. */
const most = 120;
const perSecond = 2;
const fewest = 12;
/** Films longer than this (seconds) are looked at by key frames, and cuts are not refined. */
const long = 30;
/** A cut is found to a sixteenth of the time between two samples. */
const refinements = 4;

/** The size of one picture of the strip. */
export function tileSize(width: number, height: number): { width: number; height: number } {
  const factor = side / Math.max(width, height, 1);
  return {
    width: Math.max(1, Math.round(width * factor)),
    height: Math.max(1, Math.round(height * factor)),
  };
}

interface Sample {
  readonly at: number;
  readonly picture: OffscreenCanvas;
  readonly histogram: Histogram;
}

/** The strip of a film, or null when no frame of it can be read. */
export async function stripOf(
  track: InputVideoTrack,
  seconds: number,
  signal: AbortSignal,
): Promise<FilmStrip | null> {
  const size = tileSize(await track.getDisplayWidth(), await track.getDisplayHeight());
  const sink = new CanvasSink(track, { ...size, fit: 'fill' });
  const first = await track.getFirstTimestamp();
  const isLong = seconds > long;
  const count = Math.max(fewest, Math.min(most, Math.round(seconds * perSecond)));
  const wanted = Array.from({ length: count }, (_none, at) => first + (at / count) * seconds);
  const times = isLong ? await keyTimes(track, wanted) : wanted;

  const samples: Sample[] = [];
  for await (const frame of sink.canvasesAtTimestamps(times)) {
    signal.throwIfAborted();
    const last = samples.at(-1);
    if (frame && !(last && frame.timestamp <= last.at)) {
      samples.push(sampleOf(frame.canvas, frame.timestamp, size));
    }
  }
  const refine = async (before: Sample, after: Sample): Promise<Sample> => {
    let [start, end] = [before, after];
    for (let step = 0; step < refinements; step += 1) {
      signal.throwIfAborted();
      const frame = await sink.getCanvas((start.at + end.at) / 2);
      if (!frame || frame.timestamp <= start.at || frame.timestamp >= end.at) break;
      const middle = sampleOf(frame.canvas, frame.timestamp, size);
      const isBefore =
        distanceOf(before.histogram, middle.histogram) <
        distanceOf(middle.histogram, after.histogram);
      if (isBefore) start = middle;
      else end = middle;
    }
    return end;
  };
  return assembled(samples, first, isLong ? null : refine);
}

/** A strip of frames that were read elsewhere, evenly spaced. */
export function stripOfFrames(
  frames: readonly (OffscreenCanvas | null)[],
  times: readonly number[],
): Promise<FilmStrip | null> {
  const samples = frames.flatMap((picture, at) =>
    picture ? [sampleOf(picture, times[at] ?? 0, tileSize(picture.width, picture.height))] : [],
  );
  return assembled(samples, 0, null);
}

async function assembled(
  samples: readonly Sample[],
  first: number,
  refine: ((before: Sample, after: Sample) => Promise<Sample>) | null,
): Promise<FilmStrip | null> {
  const [start] = samples;
  if (!start) return null;
  const distances = samples.map((sample, at) =>
    at === 0 ? 0 : distanceOf(samples[at - 1]?.histogram ?? sample.histogram, sample.histogram),
  );
  const shown: (Sample & { readonly cut: boolean })[] = [];
  for (const { sample: at, cut } of stripPlaces(distances)) {
    const [before, sample] = [samples[at - 1], samples[at]];
    if (!sample) continue;
    shown.push({ ...(cut && before && refine ? await refine(before, sample) : sample), cut });
  }
  const { width, height } = start.picture;
  const sheet = new OffscreenCanvas(width * shown.length, height);
  const context = sheet.getContext('2d', { alpha: false });
  for (const [at, { picture }] of shown.entries()) context?.drawImage(picture, at * width, 0);
  const scenes = shown.map(({ at, cut }) => ({
    at: Math.max(0, Math.round((at - first) * 1000) / 1000),
    cut,
  }));
  return { sheet, scenes };
}

/** The key frames nearest before the wanted times, each once. */
async function keyTimes(
  track: InputVideoTrack,
  wanted: readonly number[],
): Promise<readonly number[]> {
  const packets = new EncodedPacketSink(track);
  const times: number[] = [];
  for (const time of wanted) {
    const key = await packets.getKeyPacket(time, { metadataOnly: true });
    if (key && key.timestamp !== times.at(-1)) times.push(key.timestamp);
  }
  // A film with hardly any key frames is looked at where it was meant to be, fewer times.
  const few = evenly(wanted.length, fewest).map((at) => wanted[at] ?? 0);
  return times.length >= fewest ? times : few;
}

function sampleOf(
  canvas: HTMLCanvasElement | OffscreenCanvas,
  at: number,
  { width, height }: { readonly width: number; readonly height: number },
): Sample {
  const picture = new OffscreenCanvas(width, height);
  picture.getContext('2d')?.drawImage(canvas, 0, 0, width, height);
  const small = new OffscreenCanvas(32, 18);
  const context = small.getContext('2d', { willReadFrequently: true });
  context?.drawImage(canvas, 0, 0, 32, 18);
  const pixels = context?.getImageData(0, 0, 32, 18).data ?? new Uint8ClampedArray(0);
  return { at, picture, histogram: histogramOf(pixels) };
}
