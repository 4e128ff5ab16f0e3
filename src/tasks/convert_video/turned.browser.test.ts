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

/** An interlaced film of a bar that moves, by the media engine: 25 frames of 50 half pictures. */
async function interlacedFilm(ending: 'mp4' | 'mpg', codec: string): Promise<Blob> {
  const made = await runFfmpeg({
    inputs: [],
    arguments:
      `-f lavfi -i testsrc2=size=128x96:rate=50:duration=1 -vf interlace=scan=tff:lowpass=off -c:v ${codec} -flags +ildct+ilme -pix_fmt yuv420p /out/film.${ending}`.split(
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

/** How many frames there are, and how much each line differs from its neighbours, beyond what every second one does. */
async function combs(film: Blob): Promise<{ readonly frames: number; readonly comb: number }> {
  const input = new Input({ source: new BlobSource(film), formats: ALL_FORMATS });
  const sink = new CanvasSink((await input.getPrimaryVideoTrack())!);
  let [frames, near, far] = [0, 0, 0];
  for await (const { canvas } of sink.canvases()) {
    frames += 1;
    const { width, height } = canvas;
    const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
    const { data } = context.getImageData(0, 0, width, height);
    for (let y = 1; y < height - 1; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const at = (row: number): number => data[(row * width + x) * 4 + 1]!;
        near += Math.abs(at(y) - at(y + 1));
        far += Math.abs(at(y - 1) - at(y + 1));
      }
    }
  }
  input.dispose();
  return { frames, comb: near / far };
}

it('makes whole pictures of an interlaced film, and leaves it where that is asked for', async () => {
  for (const [ending, codec] of [
    ['mp4', 'libx264'],
    ['mpg', 'mpeg2video'],
  ] as const) {
    const film = await interlacedFilm(ending, codec);
    const of = { ...asset, format: ending === 'mpg' ? 'mpeg' : 'mp4', duration_s: 1 };
    const converted = async (settings: object) => {
      const params = paramsOf(convertVideo, { quality: 'best', ...settings });
      const { result, bytes } = await perform(run, params, film, of);
      if (!result.ok) throw new Error(JSON.stringify(result.failure));
      return { said: result.value.result, ...(await combs(new Blob([bytes]))) };
    };
    const left = await converted({ interlaced: 'keep' });
    const whole = await converted({});
    const fields = await converted({ interlaced: 'fields' });
    expect(left.said).not.toHaveProperty('deinterlaced');
    expect(whole.said).toMatchObject({ deinterlaced: 'frames' });
    expect(fields.said).toMatchObject({ deinterlaced: 'fields' });
    expect([left.frames, whole.frames, fields.frames]).toEqual([25, 25, 50]);
    expect(whole.comb).toBeLessThan(left.comb * 0.75);
    expect(fields.comb).toBeLessThan(left.comb * 0.75);
  }
  const plain = await turnedFilm();
  const { result } = await perform(run, paramsOf(convertVideo, {}), plain, asset);
  expect(result).toMatchObject({ ok: true, value: { result: {} } });
  if (result.ok) expect(result.value.result).not.toHaveProperty('deinterlaced');
});
