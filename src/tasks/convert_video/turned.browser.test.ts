import {
  ALL_FORMATS,
  BlobSource,
  BufferTarget,
  CanvasSink,
  CanvasSource,
  Input,
  Output,
  Quality,
} from 'mediabunny';
import { expect, it } from 'vitest';

import { runFfmpeg } from '#media/ffmpeg/run.ts';
import { containerOf } from '#media/timed/containers.ts';

import { paramsOf, perform } from '../testing-run.ts';

import { run } from './run.ts';
import { convertVideo } from './task.ts';

/** A film as a telephone held upright makes it: lying frames, red at the left, and a quarter turn. */
async function turnedFilm(): Promise<Blob> {
  const output = new Output({ format: containerOf('mp4'), target: new BufferTarget() });
  const canvas = new OffscreenCanvas(96, 64);
  const picture = new CanvasSource(canvas, {
    codec: 'avc',
    quality: new Quality({ bitrate: 400_000 }),
  });
  output.addVideoTrack(picture, { frameRate: 10, rotation: 90 });
  await output.start();
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#0000ff';
  context.fillRect(0, 0, 96, 64);
  context.fillStyle = '#ff0000';
  context.fillRect(0, 0, 48, 64);
  for (let frame = 0; frame < 5; frame += 1) await picture.add(frame / 10, 0.1);
  await output.finalize();
  return new Blob([output.target.buffer!], { type: 'video/mp4' });
}

const asset = { kind: 'video', format: 'mp4', name: 'film.mp4', duration_s: 0.5 } as const;

/** Sides, and whether red is above and blue below, as whoever plays it sees. */
async function seen(blob: Blob, format: string) {
  const from = async (): Promise<CanvasImageSource & { width: number; height: number }> => {
    if (format === 'gif') return createImageBitmap(blob);
    const input = new Input({ source: new BlobSource(blob), formats: ALL_FORMATS });
    const sink = new CanvasSink((await input.getPrimaryVideoTrack())!);
    return (await sink.getCanvas(0))!.canvas;
  };
  const picture = await from();
  const { width, height } = picture;
  const context = new OffscreenCanvas(width, height).getContext('2d')!;
  context.drawImage(picture, 0, 0);
  const isRed = (y: number): boolean => {
    const [red = 0, , blue = 0] = context.getImageData(width / 2, y, 1, 1).data;
    return red > blue;
  };
  return [width, height, isRed(4), isRed(height - 4)];
}

it('keeps a film upright whose frames lie: converted, made narrower, as a GIF, and turned further', async () => {
  const film = await turnedFilm();
  for (const [settings, wanted] of [
    [{}, [64, 96, true, false]],
    [{ format: 'webm' }, [64, 96, true, false]],
    [{ width: 32 }, [32, 48, true, false]],
    [{ format: 'gif' }, [64, 96, true, false]],
    [{ format: 'gif', rotate: 180 }, [64, 96, false, true]],
    [{ rotate: 180, codec: 'avc' }, [64, 96, false, true]],
  ] as const) {
    const params = paramsOf(convertVideo, settings);
    const { result, bytes } = await perform(run, params, film, asset);
    expect(result.ok, JSON.stringify([settings, result])).toBe(true);
    expect(await seen(new Blob([bytes]), params.format), JSON.stringify(settings)).toEqual(wanted);
  }
});

/** An interlaced film of upright bars that move, by the media engine: 25 frames of 50 half pictures. */
async function interlacedFilm(ending: 'mp4' | 'mpg', codec: string): Promise<Blob> {
  const made = await runFfmpeg({
    inputs: [],
    arguments:
      `-f lavfi -i nullsrc=size=128x96:rate=50:duration=1,geq=lum=255*lt(mod(X+6*N\\,64)\\,32):cb=128:cr=128 -vf interlace=scan=tff:lowpass=off -c:v ${codec} -flags +ildct+ilme -pix_fmt yuv420p /out/film.${ending}`.split(
        ' ',
      ),
    outputs: [`film.${ending}`],
    signal: new AbortController().signal,
    engine: { fetch: true },
  });
  if (!made.ok) throw new Error(JSON.stringify(made.failure));
  const film = new Blob([await made.value.outputs[0]!.arrayBuffer()]);
  await made.value.release();
  return film;
}

/** How many frames there are, and how much each line differs from the next, which upright bars do not. */
async function combs(film: Blob): Promise<{ readonly frames: number; readonly comb: number }> {
  const input = new Input({ source: new BlobSource(film), formats: ALL_FORMATS });
  const sink = new CanvasSink((await input.getPrimaryVideoTrack())!);
  let [frames, sum, count] = [0, 0, 0];
  for await (const { canvas } of sink.canvases()) {
    frames += 1;
    const { width, height } = canvas;
    const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
    const { data } = context.getImageData(0, 0, width, height);
    for (let at = 0; at < data.length - width * 4; at += 4) {
      sum += Math.abs(data[at + 1]! - data[at + width * 4 + 1]!);
      count += 1;
    }
  }
  input.dispose();
  return { frames, comb: sum / count };
}

it('makes whole pictures of an interlaced film, and leaves it where that is asked for', async () => {
  const h264 = await interlacedFilm('mp4', 'libx264');
  const mpeg2 = await interlacedFilm('mpg', 'mpeg2video');
  const converted = async (film: Blob, format: string, settings: object) => {
    const of = { ...asset, format, duration_s: 1 };
    const { result, bytes } = await perform(run, paramsOf(convertVideo, settings), film, of);
    if (!result.ok) throw new Error(JSON.stringify(result.failure));
    return { said: result.value.result, ...(await combs(new Blob([bytes]))) };
  };
  const left = await converted(h264, 'mp4', { interlaced: 'keep' });
  const whole = await converted(h264, 'mp4', {});
  const fields = await converted(mpeg2, 'mpeg', { interlaced: 'fields' });
  expect(left.said).not.toHaveProperty('deinterlaced');
  expect(whole.said).toMatchObject({ deinterlaced: 'frames' });
  expect(fields.said).toMatchObject({ deinterlaced: 'fields' });
  expect([left.frames, whole.frames, fields.frames]).toEqual([25, 25, 50]);
  expect(left.comb).toBeGreaterThan(15);
  expect(whole.comb).toBeLessThan(left.comb / 3);
  expect(fields.comb).toBeLessThan(left.comb / 3);
  // One whose pictures are whole is not touched: the engine is not even asked.
  const plain = await perform(run, paramsOf(convertVideo, {}), await turnedFilm(), asset);
  expect(plain.result).toMatchObject({ ok: true });
  if (plain.result.ok) expect(plain.result.value.result).not.toHaveProperty('deinterlaced');
});
