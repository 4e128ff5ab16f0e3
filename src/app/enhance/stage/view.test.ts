import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { noEdits } from '#media/edit/edits.ts';
import { after, frameSize, mapped, toFrame } from '#media/edit/frame.ts';
import { levelsOf, openPyramid } from '#media/edit/pyramid.ts';
import { pixelsInMemory } from '#media/image/pixels.ts';

import { tileSide } from './messages.ts';
import { inSight, levelFor, placeOf, tilesOf } from './tiles.ts';
import { fitted, frameToStage, movedBy, nextScale, zoomedTo } from './view.ts';

const stage = { width: 900, height: 700 };
const picture = { width: 20_000, height: 10_000 };
const whole = { x: 0, y: 0, ...picture };

describe('the view', () => {
  it('shows all of a large picture, and a small one as it is', () => {
    const view = fitted(whole, stage);
    const corner = mapped(frameToStage(view, stage), { x: 20_000, y: 10_000 });
    expect(corner.x).toBeCloseTo(876);
    expect(fitted({ x: 0, y: 0, width: 60, height: 40 }, stage).scale).toBe(1);
    // A speck is enlarged by a whole number, so that its pixels are seen.
    expect(fitted({ x: 0, y: 0, width: 1, height: 1 }, stage).scale).toBe(64);
    expect(fitted({ x: 0, y: 0, width: 30, height: 7 }, stage).scale).toBe(5);
  });

  it('keeps what lies under the pointer while it zooms', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.02, max: 8, noNaN: true }),
        fc.double({ min: 0.3, max: 3, noNaN: true }),
        fc.integer({ min: 200, max: 700 }),
        fc.integer({ min: 200, max: 500 }),
        (scale, by, x, y) => {
          const view = { scale, x: 10_000, y: 5_000, isFit: false };
          const next = zoomedTo(view, scale * by, { x, y }, whole, stage);
          const under = (one: typeof view) => ({
            x: one.x + (x - stage.width / 2) / one.scale,
            y: one.y + (y - stage.height / 2) / one.scale,
          });
          // At the edges of the picture the middle is held inside.
          if (next.x > 0 && next.x < 20_000 && next.y > 0 && next.y < 10_000) {
            expect(under(next).x).toBeCloseTo(under(view).x, 5);
            expect(under(next).y).toBeCloseTo(under(view).y, 5);
          }
        },
      ),
    );
  });

  it('never loses the picture out of sight, and steps over 100 %', () => {
    const far = movedBy({ scale: 1, x: 100, y: 100, isFit: false }, 9e6, 9e6, whole, stage);
    expect([far.x, far.y]).toEqual([0, 0]);
    expect(nextScale(0.9, 1, 1)).toBe(1);
    expect(nextScale(1.1, -1, 1)).toBe(1);
    expect(nextScale(1, 1, 1)).toBeCloseTo(Math.SQRT2);
    expect(nextScale(0.5, -1, 2)).toBeCloseTo(Math.SQRT1_2 / 2);
  });
});

describe('tiles', () => {
  it('are of the level that comes nearest to the screen', () => {
    expect([2, 1, 0.9, 0.6, 0.5, 0.26, 0.0001].map((scale) => levelFor(scale, 8))).toEqual([
      0, 0, 0, 0, 1, 2, 7,
    ]);
  });

  it('in sight are few, however large the picture is and however it is turned', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 30, noNaN: true }),
        fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const),
        fc.boolean(),
        fc.constantFrom(0, 3, -20),
        (scale, turn, mirror, straighten) => {
          const edits = { ...noEdits, turn, mirror, straighten };
          const frame = frameSize(picture, edits);
          const view = { scale, x: frame.width / 2, y: frame.height / 2, isFit: false };
          const matrix = after(toFrame(picture, edits), frameToStage(view, stage));
          const part = inSight({ x: 0, y: 0, ...stage }, matrix, picture);
          if (!part) throw new Error('the middle is in sight');
          const level = levelFor(scale, levelsOf(picture));
          const tiles = tilesOf(part, level);
          expect(tiles.length).toBeLessThan(60);
          // Every place in sight lies in one of them.
          for (const at of [
            { x: part.x, y: part.y },
            { x: part.x + part.width - 1e-6, y: part.y + part.height - 1e-6 },
          ]) {
            const found = tiles.some((tile) => {
              const place = placeOf(tile, picture);
              return (
                at.x >= place.x &&
                at.x <= place.x + place.width &&
                at.y >= place.y &&
                at.y <= place.y + place.height
              );
            });
            expect(found).toBe(true);
          }
        },
      ),
    );
    expect(tileSide).toBe(512);
  });
});

describe('small pictures', () => {
  it('are means of blocks, at every level, whatever the size', () => {
    const [width, height] = [531, 407];
    const pixels = new Uint8ClampedArray(width * height * 4).map((_, i) =>
      i % 4 === 3 ? 255 : ((i >> 2) % width) / 4 + 60,
    );
    let isClosed = false;
    const image = {
      ...pixelsInMemory(pixels, width, height),
      hasAlpha: false,
      orientation: 1,
      close: () => {
        isClosed = true;
      },
    };
    const pyramid = openPyramid(image);
    expect(pyramid.levels).toBe(3);
    expect(pyramid.level(2)).toBe(null);
    while (pyramid.step() < 1);
    for (let level = 0; level < pyramid.levels; level += 1) {
      const source = pyramid.level(level);
      expect([source?.width, source?.height]).toEqual([
        Math.ceil(width / 2 ** level),
        Math.ceil(height / 2 ** level),
      ]);
      const [value = 0] = source?.read(10, 5, 1, 1) ?? [];
      const middle = (10 + 0.5) * 2 ** level - 0.5;
      expect(Math.abs(value - (middle / 4 + 60))).toBeLessThan(2);
    }
    pyramid.close();
    expect(isClosed).toBe(true);
  });

  it('do not show colours that are hidden by alpha', () => {
    const pixels = new Uint8ClampedArray([255, 0, 0, 0, 0, 0, 255, 255]);
    const image = {
      ...pixelsInMemory(pixels, 2, 1),
      hasAlpha: true,
      orientation: 1,
      close: () => undefined,
    };
    expect([...(openPyramid(image).level(1)?.read(0, 0, 1, 1) ?? [])]).toEqual([0, 0, 255, 128]);
  });
});
