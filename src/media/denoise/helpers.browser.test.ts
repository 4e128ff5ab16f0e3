import { expect, it } from 'vitest';

import { filmDenoiser, processorFilter } from './film.ts';
import { helpedFilter, helpersFor } from './helpers.ts';
import type { Planes } from './planes.ts';

/** Frames with grain that move, with a cut in the middle; sizes of a 4:2:0 film with odd sides. */
const frames: readonly Planes[] = Array.from({ length: 9 }, (_, frame) =>
  [
    [67, 45],
    [34, 23],
    [34, 23],
  ].map(([width = 0, height = 0]) => ({
    width,
    height,
    data: Uint8Array.from({ length: width * height }, (_none, at) => {
      const wave = 90 * Math.sin(((at % width) + frame) / 7) + (frame > 5 ? 40 : 0);
      return Math.max(0, Math.min(255, 120 + wave + (((at * 7919 + frame * 104_729) % 61) - 30)));
    }),
  })),
);

it.each([1, 3])(
  'gives with %i helpers, many frames ahead, the bytes that it gives alone',
  async (count) => {
    const strength = { strength: 50, overTime: 100 };
    const alone = filmDenoiser(processorFilter(), [12, 8, 8], strength);
    const helped = filmDenoiser(helpedFilter(count), [12, 8, 8], strength);
    const ahead = frames.map((planes) => helped.next(planes));
    for (const [at, planes] of frames.entries()) {
      const [one, other] = [await alone.next(planes), await ahead[at]];
      expect(other?.map(({ data }) => [...data])).toEqual(one.map(({ data }) => [...data]));
    }
    helped.close();
  },
);

it('leaves a core to the rest', () => {
  expect([1, 2, 4, 16].map(helpersFor)).toEqual([1, 1, 3, 3]);
});
