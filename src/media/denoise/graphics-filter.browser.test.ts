import { expect, it } from 'vitest';

import { filmDenoiser, processorFilter } from './film.ts';
import { graphicsFilter } from './graphics-filter.ts';
import type { Planes } from './planes.ts';

// An imitated card will do for this; by default Chromium has none without a real one. To run it:
// CHROMIUM_PATH of a script that adds --enable-unsafe-webgpu --use-webgpu-adapter=swiftshader.
const adapter = 'gpu' in navigator ? await navigator.gpu.requestAdapter() : null;

it.skipIf(!adapter)(
  'gives the same bytes as the processor, over a pan, a cut and odd sizes',
  async () => {
    let state = 5;
    const chance = (): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32;
    };
    const sizes = [
      [63, 47],
      [32, 24],
    ] as const;
    const frames = Array.from({ length: 7 }, (_, n): Planes =>
      sizes.map(([width, height]) => ({
        width,
        height,
        data: Uint8Array.from({ length: width * height }, (_one, at) => {
          const [x, y] = [(at % width) + n * 2, Math.floor(at / width)];
          const level =
            n < 5 ? 120 + 60 * Math.sin(x / 6) * Math.cos(y / 5) : ((x * 5 + y * 9) % 160) + 40;
          return Math.min(255, Math.max(0, level + (chance() - 0.5) * 60));
        }),
      })),
    );
    const device = await adapter!.requestDevice();
    const grains = [17, 17];
    const how = { strength: 55, overTime: 100 };
    const [one, other] = [
      filmDenoiser(processorFilter(), grains, how),
      filmDenoiser(await graphicsFilter(device), grains, how),
    ];
    for (const planes of frames) {
      const [expected, found] = [await one.next(planes), await other.next(planes)];
      found.forEach((plane, at) => expect([...plane.data]).toEqual([...expected[at]!.data]));
    }
    other.close();
  },
);
