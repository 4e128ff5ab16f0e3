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
