import { ALL_FORMATS, BlobSource, CanvasSink, EncodedPacketSink, Input } from 'mediabunny';
import { describe, expect, it } from 'vitest';

import { openGif } from '#media/image/gif.ts';
import { webpFrame, webpHead } from '#formats/webp/animation.ts';

import { paramsOf, perform } from '../testing-run.ts';

import { run } from './run.ts';
import { convert } from './task.ts';

const [width, height] = [64, 48];
/** How long each frame is shown, in ms: none like the one before. */
const times = [100, 40, 300, 70, 500] as const;
const colours = ['#c02020', '#20c020', '#2020c0', '#c0c020', '#c020c0'] as const;

const canvas = new OffscreenCanvas(width, height);
const context = canvas.getContext('2d', { willReadFrequently: true })!;
function painted(frame: number): Uint8ClampedArray<ArrayBuffer> {
  context.fillStyle = colours[frame]!;
  context.fillRect(0, 0, width, height);
  return new Uint8ClampedArray(context.getImageData(0, 0, width, height).data);
}

function gif(): Blob {
  const all = times.map((_, frame) => painted(frame));
  const sample = new Uint8ClampedArray(all.flatMap((pixels) => [...pixels.subarray(0, 400)]));
  const writer = openGif(width, height, sample);
  all.forEach((pixels, frame) => writer.add(pixels, times[frame]!));
  return new Blob([writer.end()]);
}

async function webp(): Promise<Blob> {
  const shape = { width, height, hasAlpha: false, loops: 0 };
  const frames: Uint8Array<ArrayBuffer>[] = [];
  for (const [frame, time] of times.entries()) {
    painted(frame);
    const bytes = await (await canvas.convertToBlob({ type: 'image/webp' })).arrayBuffer();
    frames.push(webpFrame(new Uint8Array(bytes), shape, time));
  }
  const size = frames.reduce((sum, one) => sum + one.length, 0);
  return new Blob([webpHead(shape, size), ...frames]);
}

const made = async (blob: Blob, format: string, settings: object) => {
  const asset = { kind: 'image', format, name: `loop.${format}`, metadata: '{}' };
  const params = paramsOf(convert, settings);
  const { result, bytes, state } = await perform(run, params, blob, asset);
  return { result, state, film: new Blob([bytes]) };
};

describe('a moving picture becomes a film', () => {
  it.each([
    ['gif', 'mp4'],
    ['gif', 'webm'],
    ['webp', 'mp4'],
  ] as const)('%s to %s: every frame, for as long as it was shown', async (from, format) => {
    const { result, film } = await made(from === 'gif' ? gif() : await webp(), from, { format });
    expect(result).toMatchObject({
      ok: true,
      value: { file: { facts: { format, width, height } }, result: { frames: times.length } },
    });
    const input = new Input({ source: new BlobSource(film), formats: ALL_FORMATS });
    const track = (await input.getPrimaryVideoTrack())!;
    const begins: number[] = [];
    for await (const packet of new EncodedPacketSink(track).packets()) {
      begins.push(Math.round(packet.timestamp * 1000));
    }
    expect(begins.slice(0, times.length)).toEqual([0, 100, 140, 440, 510]);
    expect(Math.abs((await input.computeDuration()) - 1.01)).toBeLessThan(0.025);
    // Each frame at the middle of its time, as bright as it was in each colour.
    const sink = new CanvasSink(track);
    for (const [frame, begin] of [0, 0.1, 0.14, 0.44, 0.51].entries()) {
      const shown = (await sink.getCanvas(begin + times[frame]! / 2000))!.canvas;
      const look = shown.getContext('2d') as OffscreenCanvasRenderingContext2D;
      const [red, green, blue] = look.getImageData(32, 24, 1, 1).data;
      const bright = [red, green, blue].map((value) => value! > 110);
      const wanted = [1, 3, 5].map((at) => colours[frame]!.slice(at, at + 2) === 'c0');
      expect(bright).toEqual(wanted);
    }
    input.dispose();
  });

  it('is turned, sized and kept small', async () => {
    const settings = {
      format: 'mp4',
      rotate: 90,
      size: 'long_side',
      long_side: 32,
      at_most_kb: 20,
    };
    const { result, film } = await made(gif(), 'gif', settings);
    expect(result).toMatchObject({
      ok: true,
      value: { file: { facts: { width: 24, height: 32 } } },
    });
    expect(film.size).toBeLessThanOrEqual(20_000);
  });

  it('says of what stands still that it does', async () => {
    painted(0);
    const still = await canvas.convertToBlob({ type: 'image/png' });
    const { result, state } = await made(still, 'png', { format: 'mp4' });
    expect(result).toMatchObject({ ok: false, failure: { code: 'unsupported' } });
    expect(state.closed).toBe(false);
  });
});
