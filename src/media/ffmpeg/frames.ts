/**
 * Single frames and peaks through ffmpeg, for codecs that the browser does not decode. Names of
 * inputs are ours, without spaces.
 */
import { fail, ok, type Result } from '#domain/result.ts';

import { openPeaks } from '../timed/peaks.ts';
import type { EngineUse } from './probe.ts';
import { runFfmpeg } from './run.ts';

/** Longest time in ms for all frames of one film, or for the peaks of one sound. */
const longest = 300_000;
const longestSilence = 60_000;

/**
 * The frames nearest after the given times (seconds), drawn in the given size; null for a time that
 * has none. One run: each time is a seek of its own, so that a long film is not read as a whole.
 */
export async function framesAt(
  file: Blob,
  name: string,
  { times, width, height }: { times: readonly number[]; width: number; height: number },
  use: EngineUse,
): Promise<Result<readonly (OffscreenCanvas | null)[]>> {
  const lead = hasLoosePlaces(name) ? leadIn : 0;
  const begin = (time: number): number => Math.max(0, time - lead);
  const outputs = times.map((_time, at) => `${at}.rgba`);
  const run = await runFfmpeg({
    ...use,
    inputs: [{ name, data: file }],
    arguments: ['-v', 'warning']
      .concat(times.flatMap((time) => [...seek(begin(time)), '-i', `/in/${name}`]))
      .concat(
        outputs.flatMap((output, at) => {
          const time = times[at] ?? 0;
          const wait = time - begin(time);
          return frameArguments(`-map ${at}:v:0`, wait, `scale=${width}:${height}`, output);
        }),
      ),
    outputs,
    timeout: longest,
    silence: longestSilence,
  });
  if (!run.ok) return run;
  try {
    const canvases = await Promise.all(
      run.value.outputs.map(async (raw) => drawn(await raw.arrayBuffer(), width, height)),
    );
    return canvases.some((canvas) => canvas !== null)
      ? ok(canvases)
      : fail({ code: 'corrupt', what: name, reason: 'it has no frame that can be read' });
  } finally {
    await run.value.release();
  }
}

/** The beginning is no place to seek to: in an FLV, seeking to 0 finds no frame. */
const seek = (time: number): readonly string[] => (time > 0 ? ['-ss', time.toFixed(3)] : []);

/** One frame of one of the inputs as bare RGBA, after so many seconds of it. */
const frameArguments = (
  input: string,
  wait: number,
  filter: string,
  output: string,
): readonly string[] =>
  `${input}${wait > 0 ? ` -ss ${wait.toFixed(3)}` : ''} -frames:v 1 -vf ${filter} -f rawvideo -pix_fmt rgba /out/${output}`.split(
    ' ',
  );

/**
 * MPEG streams have no index: a seek lands anywhere in a group of pictures and what is left of it
 * cannot be decoded. So these are entered this many seconds earlier.
 */
const leadIn = 2;
const hasLoosePlaces = (name: string): boolean => /\.(mpeg|ts)$/.test(name);

function drawn(raw: ArrayBuffer, width: number, height: number): OffscreenCanvas | null {
  if (raw.byteLength < width * height * 4) return null;
  const canvas = new OffscreenCanvas(width, height);
  const pixels = new Uint8ClampedArray(raw, 0, width * height * 4);
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
  return canvas;
}

/** Samples per second from which peaks are drawn; more would not show. */
const peakRate = 16_000;

/** The peaks of the first sound, as `peaksOf` gives them. */
export async function peaksThroughEngine(
  file: Blob,
  name: string,
  { seconds, channels }: { seconds: number; channels: number },
  use: EngineUse,
): Promise<Result<Uint8Array>> {
  const run = await runFfmpeg({
    ...use,
    inputs: [{ name, data: file }],
    arguments:
      `-v warning -i /in/${name} -map 0:a:0 -ar ${peakRate} -ac ${channels} -f s16le /out/sound.pcm`.split(
        ' ',
      ),
    outputs: ['sound.pcm'],
    timeout: longest,
    silence: longestSilence,
  });
  if (!run.ok) return run;
  try {
    const peaks = openPeaks(seconds);
    const sound = run.value.outputs[0] ?? new Blob([]);
    const block = peakRate * channels * 2 * 10;
    for (let start = 0; start < sound.size; start += block) {
      use.signal.throwIfAborted();
      const bytes = await sound.slice(start, start + block).arrayBuffer();
      const samples = new Int16Array(bytes, 0, Math.floor(bytes.byteLength / 2));
      const run = {
        start: start / 2 / channels / peakRate,
        rate: peakRate,
        count: Math.floor(samples.length / channels),
        samples,
        stride: channels,
        full: 32_768,
      };
      for (let channel = 0; channel < channels; channel += 1) {
        peaks.take({ ...run, first: channel });
      }
    }
    return ok(peaks.read());
  } finally {
    await run.value.release();
  }
}
