import { createHash } from 'node:crypto';

import { beforeAll, describe, expect, it } from 'vitest';

import { graphics, photoLike } from '../crisp/test-held-out.ts';
import { jpegDamage } from '../crisp/test-jpeg.ts';
import { openTestNetwork, type TestNetwork } from '../crisp/test-network.ts';
import { crop, mirrorRim, type Picture } from '../crisp/test-picture.ts';
import { crispX4 } from './manifest.ts';

let network: TestNetwork;

beforeAll(async () => {
  network = await openTestNetwork(crispX4);
});

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Damage for a picture of 24 × 24: JPEG's blocks need sides of 16, so a mirrored rim goes with it. */
function jpegWithRim(small: Picture, quality: number): Picture {
  return crop(jpegDamage(mirrorRim(small, 4), quality), 4, 4, small.width, small.height);
}

describe('the shipped file for ×4', () => {
  it('is the one that the manifest describes, and small', () => {
    const { bytes } = network;
    expect(bytes.length).toBe(crispX4.bytes);
    expect(bytes.length).toBeLessThanOrEqual(400_000);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(crispX4.sha256);
  });

  it('enlarges held-out graphics at least 1 dB better than Lanczos, each of them better', async () => {
    const found = Object.values(await network.gains(graphics(3)));
    expect(mean(found)).toBeGreaterThanOrEqual(1);
    expect(Math.min(...found)).toBeGreaterThan(0);
  });

  it.each([60, 75, 85])(
    'enlarges graphics from JPEG %i at least 0.4 dB better',
    async (quality) => {
      const found = await network.gains(graphics(1), (small) => jpegWithRim(small, quality));
      expect(mean(Object.values(found))).toBeGreaterThanOrEqual(0.4);
    },
  );

  it('gains 1 dB in the mean on photo-like pictures, and is never worse', async () => {
    const found = await network.gains(photoLike(3));
    expect(mean(Object.values(found))).toBeGreaterThanOrEqual(1);
    expect(Object.entries(found).filter(([, gain]) => gain < 0)).toEqual([]);
  });

  it('gives the same bits in tiles that overlap by its radius as in one piece', async () => {
    const [first] = graphics(1);
    if (!first) throw new Error('there is no picture');
    const [tiled, whole] = await network.tiledAndWhole(first.picture, 40);
    expect(Buffer.compare(tiled, whole)).toBe(0);
  });
});
