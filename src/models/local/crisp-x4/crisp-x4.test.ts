import { createHash } from 'node:crypto';

import { beforeAll, describe, expect, it } from 'vitest';

import { graphics, photoLike } from '../crisp/test-held-out.ts';
import { jpegDamage } from '../crisp/test-jpeg.ts';
import { openTestNetwork, type TestNetwork } from '../crisp/test-network.ts';
import { crispX4 } from './manifest.ts';

let network: TestNetwork;
/** Drawn at twice the size: after a reduction by 4 as detailed as others after one by 2. */
let large: ReturnType<typeof graphics>;

beforeAll(async () => {
  network = await openTestNetwork(crispX4);
  large = graphics(1, 2);
});

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the shipped file for ×4', () => {
  it('is the one that the manifest describes, and small', () => {
    const { bytes } = network;
    expect(bytes.length).toBe(crispX4.bytes);
    expect(bytes.length).toBeLessThanOrEqual(400_000);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(crispX4.sha256);
  });

  it('enlarges held-out graphics, drawn at twice the size, at least 3 dB better than Lanczos', async () => {
    const found = Object.values(await network.gains(large));
    expect(mean(found)).toBeGreaterThanOrEqual(3);
    expect(Math.min(...found)).toBeGreaterThan(0);
  });

  it.each([60, 75, 85])(
    'enlarges graphics, drawn at twice the size, from JPEG %i at least 1 dB better',
    async (quality) => {
      const found = await network.gains(large, (small) => jpegDamage(small, quality));
      expect(mean(Object.values(found))).toBeGreaterThanOrEqual(1);
    },
  );

  it('makes graphics better even where their detail is gone in the small picture', async () => {
    const found = Object.values(await network.gains(graphics(3)));
    expect(mean(found)).toBeGreaterThanOrEqual(1);
    expect(Math.min(...found)).toBeGreaterThan(0);
  });

  it('gains 0.8 dB in the mean on photo-like pictures, and is never worse', async () => {
    const found = await network.gains(photoLike(3));
    expect(mean(Object.values(found))).toBeGreaterThanOrEqual(0.8);
    expect(Object.entries(found).filter(([, gain]) => gain < 0)).toEqual([]);
  });

  it('gives the same bits in tiles that overlap by its radius as in one piece', async () => {
    const [first] = graphics(1);
    if (!first) throw new Error('there is no picture');
    const [tiled, whole] = await network.tiledAndWhole(first.picture, 40);
    expect(Buffer.compare(tiled, whole)).toBe(0);
  });
});
