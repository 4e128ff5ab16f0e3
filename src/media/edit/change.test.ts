import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { pixelsInMemory, type PixelSource } from '../image/pixels.ts';

import { edited } from './apply.ts';
import {
  flipped,
  handleMoved,
  mirrored,
  straightenedTo,
  turnedBy,
  withCrop,
  withRatio,
} from './change.ts';
import { noEdits, type PictureEdits } from './edits.ts';
import { cropOf, frameSize, isInside } from './frame.ts';

const size = { width: 12, height: 9 };
const pixels = new Uint8ClampedArray(12 * 9 * 4).map((_, i) => (i * 37) % 256);
const picture = pixelsInMemory(pixels, 12, 9);
const whole = (source: PixelSource) => [
  [source.width, source.height],
  ...source.read(0, 0, source.width, source.height),
];
const seen = (edits: PictureEdits) => whole(edited(picture, edits, true));
/** What is seen, changed as a thing of its own. */
const then = (edits: PictureEdits, change: Partial<PictureEdits>) =>
  whole(edited(edited(picture, edits, true), { ...noEdits, ...change }, true));

describe('shape changed as it is seen', () => {
  const crop = { x: 2 / 12, y: 1 / 9, width: 5 / 12, height: 3 / 9, ratio: null };
  for (const mirror of [false, true]) {
    for (const turn of [0, 1, 2, 3] as const) {
      const turned = { ...noEdits, mirror, turn };
      const frame = frameSize(size, turned);
      const edits = withCrop(size, turned, { x: 2, y: 1, width: 5, height: 3 }, null);
      it(`turns, mirrors and flips after mirror ${String(mirror)}, turn ${turn}`, () => {
        expect(frame.width * frame.height).toBe(108);
        expect(seen(turnedBy(edits, 1))).toEqual(then(edits, { turn: 1 }));
        expect(seen(turnedBy(edits, -1))).toEqual(then(edits, { turn: 3 }));
        expect(seen(mirrored(edits))).toEqual(then(edits, { mirror: true }));
        expect(seen(flipped(edits))).toEqual(then(edits, { mirror: true, turn: 2 }));
      });
    }
  }

  it('four turns, two mirrors are nothing', () => {
    const edits = { ...noEdits, crop, straighten: 3 };
    expect(turnedBy(edits, 4)).toEqual(edits);
    const twice = mirrored(mirrored(edits));
    expect(twice.crop?.x).toBeCloseTo(crop.x);
    expect({ ...twice, crop: null }).toEqual({ ...edits, crop: null });
  });

  it('keeps the crop where it was when straightened, as large as it fits', () => {
    const photo = { width: 4000, height: 3000 };
    const start = withCrop(photo, noEdits, { x: 1000, y: 1000, width: 800, height: 600 }, 4 / 3);
    const done = cropOf(photo, straightenedTo(photo, start, 12));
    expect(Math.abs(done.width - 800)).toBeLessThanOrEqual(1);
    const back = cropOf(photo, straightenedTo(photo, straightenedTo(photo, start, 12), 0));
    expect(Math.abs(back.x - 1000)).toBeLessThanOrEqual(2);
  });

  it('gives a shape about the same middle', () => {
    const photo = { width: 4000, height: 3000 };
    expect(cropOf(photo, withRatio(photo, noEdits, 1))).toEqual({
      x: 500,
      y: 0,
      width: 3000,
      height: 3000,
    });
    const tall = cropOf(photo, withRatio(photo, noEdits, 9 / 16));
    expect(tall.height).toBe(3000);
    expect(tall.width / tall.height).toBeCloseTo(9 / 16, 3);
  });

  it('no handle ever leaves the picture or gives less than a pixel', () => {
    const photo = { width: 400, height: 300 };
    fc.assert(
      fc.property(
        fc.constantFrom('n', 's', 'e', 'w', 'ne', 'nw', 'se', 'sw', 'move' as const),
        fc.integer({ min: -900, max: 900 }),
        fc.integer({ min: -900, max: 900 }),
        fc.constantFrom(null, 1, 1.5),
        fc.constantFrom(0, 0, 11, -30),
        (handle, x, y, ratio, straighten) => {
          const edits = { ...noEdits, straighten };
          const start = cropOf(photo, withRatio(photo, edits, ratio ?? 1.2));
          const moved = handleMoved(photo, edits, start, handle as 'n', { x, y }, ratio);
          expect(isInside(moved, photo, edits)).toBe(true);
          expect(Math.min(moved.width, moved.height)).toBeGreaterThanOrEqual(1);
          if (ratio === 1 && straighten === 0)
            expect(Math.abs(moved.width - moved.height)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it('moves an edge by exactly what the hand moved', () => {
    const photo = { width: 400, height: 300 };
    const start = { x: 100, y: 50, width: 200, height: 100 };
    expect(handleMoved(photo, noEdits, start, 'w', { x: -30, y: 99 }, null)).toEqual({
      x: 70,
      y: 50,
      width: 230,
      height: 100,
    });
    expect(handleMoved(photo, noEdits, start, 'move', { x: -500, y: 10 }, null)).toEqual({
      x: 0,
      y: 60,
      width: 200,
      height: 100,
    });
  });
});
