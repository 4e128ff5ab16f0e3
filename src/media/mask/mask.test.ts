import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { dabAt, drawBetween, smoothWay, type Brush } from './brush.ts';
import { invertMask, joinMasks, resizeMask } from './combine.ts';
import { editMask } from './edit.ts';
import { featherMask, growMask } from './filters.ts';
import { beginHistory, noteAct, redoAct, undoAct } from './history.ts';
import { keptOf, maskOfKept } from './keep.ts';
import {
  bytesOfMasks,
  emptyMask,
  fullMask,
  fullTile,
  isEmpty,
  readBlock,
  sourceOf,
  tileBytes,
  valueAt,
  type Mask,
} from './mask.ts';
import { areaOf, boundsOf, differingTiles, factsOf, partsOf } from './measure.ts';
import { ellipseMask, polygonMask, rectangleMask } from './shapes.ts';

const size = { width: 700, height: 530 };
const at = (mask: Mask, x: number, y: number): number => valueAt(sourceOf(mask), x, y);
const bytes = (mask: Mask): Uint8Array => readBlock(sourceOf(mask), 0, 0, mask.width, mask.height);
const rectangle = (left: number, top: number, right: number, bottom: number, of = size): Mask =>
  rectangleMask({ x: left, y: top }, { x: right, y: bottom }, of);
/** Byte by byte; `toEqual` takes seconds for so many. */
const same = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;
const brush: Brush = { size: 40, hardness: 1, erase: false, pressure: false };

const stroke = (mask: Mask, way: readonly (readonly [number, number])[], with_ = brush): Mask => {
  const edit = editMask(mask);
  const [first, ...rest] = way.map(([x, y]) => dabAt(with_, { x, y }));
  let last = first!;
  drawBetween(edit, last, last, with_);
  for (const dab of rest) {
    drawBetween(edit, last, dab, with_);
    last = dab;
  }
  return edit.done();
};

describe('tiles', () => {
  it('costs nothing where nothing or everything is marked, and shares what stays', () => {
    const large = emptyMask(20_000, 10_000);
    expect(bytesOfMasks([large, invertMask(large)])).toBe(0);
    const dotted = stroke(large, [[10_000, 5_000]]);
    expect(bytesOfMasks([large, dotted])).toBeLessThanOrEqual(4 * tileBytes);
    const again = stroke(dotted, [[100, 100]]);
    expect(differingTiles(dotted, again)).toEqual([0]);
    expect(isEmpty(stroke(again, [[100, 100]], { ...brush, erase: true, size: 44 }))).toBe(false);
    const back = stroke(stroke(again, [[100, 100]], { ...brush, erase: true, size: 44 }), [
      [10_000, 5_000],
    ]);
    expect(back.tiles[0]).toBeNull();
  });

  it('repeats the edge beyond the picture, also at odd sizes', () => {
    const mask = rectangle(0, 0, 3, 530);
    const block = readBlock(sourceOf(mask), -2, -2, 6, 4);
    expect([...block.subarray(0, 6)]).toEqual([255, 255, 255, 255, 255, 0]);
    const corner = readBlock(sourceOf(fullMask(700, 530)), 698, 528, 5, 5);
    expect(corner.every((value) => value === 255)).toBe(true);
    // Wholly outside on the left, for a filter with a margin wider than the picture.
    expect([
      ...readBlock(sourceOf(rectangle(0, 0, 1, 9, { width: 9, height: 9 })), -9, 0, 4, 1),
    ]).toEqual([255, 255, 255, 255]);
  });

  it('leaves the mask that it came from as it was', () => {
    const before = stroke(emptyMask(700, 530), [[300, 300]]);
    const copy = bytes(before);
    const edit = editMask(before);
    const dab = dabAt(brush, { x: 310, y: 300 });
    drawBetween(edit, dab, dab, brush);
    const between = edit.done();
    const seen = bytes(between);
    drawBetween(edit, dab, dabAt(brush, { x: 400, y: 300 }), brush);
    expect(same(bytes(before), copy)).toBe(true);
    expect(same(bytes(between), seen)).toBe(true);
  });

  it('survives being stored and sent, and shares full tiles again', () => {
    const mask = joinMasks(
      rectangle(0, 0, 300, 300),
      stroke(emptyMask(700, 530), [[500, 400]]),
      'add',
    );
    const back = maskOfKept(structuredClone(keptOf(mask)));
    expect(same(bytes(back), bytes(mask))).toBe(true);
    expect(back.tiles[0]).toBe(fullTile);
  });
});

describe('shapes', () => {
  it('covers a rectangle exactly, with shares of pixels at its edges', () => {
    const mask = rectangle(10.25, 300, 260.5, 304.5);
    expect([at(mask, 9, 301), at(mask, 10, 301), at(mask, 11, 301)]).toEqual([0, 191, 255]);
    expect([at(mask, 259, 302), at(mask, 260, 302), at(mask, 261, 302)]).toEqual([255, 128, 0]);
    expect([at(mask, 50, 303), at(mask, 50, 304), at(mask, 50, 305)]).toEqual([255, 128, 0]);
    expect(areaOf(mask)).toBeCloseTo(250.25 * 4.5, 0);
  });

  it('covers the area of an ellipse and of a lasso, even-odd', () => {
    const ellipse = ellipseMask({ x: 20, y: 400 }, { x: 620, y: 40 }, size);
    expect(areaOf(ellipse) / (Math.PI * 300 * 180)).toBeCloseTo(1, 3);
    expect(at(ellipse, 320, 220)).toBe(255);
    expect(at(ellipse, 25, 45)).toBe(0);
    // A star drawn in one line leaves its middle out.
    const star = polygonMask(
      [0, 2, 4, 1, 3].map((corner) => ({
        x: 300 + 200 * Math.sin((corner * 2 * Math.PI) / 5),
        y: 260 - 200 * Math.cos((corner * 2 * Math.PI) / 5),
      })),
      size,
    );
    expect(at(star, 300, 260)).toBe(0);
    expect(at(star, 300, 100)).toBe(255);
    expect(
      isEmpty(
        polygonMask(
          [
            { x: 5, y: 5 },
            { x: 90, y: 5 },
          ],
          size,
        ),
      ),
    ).toBe(true);
  });

  it('stays within the picture, whatever is asked', () => {
    expect(same(bytes(rectangle(-100, -100, 9000, 9000)), bytes(fullMask(700, 530)))).toBe(true);
    expect(isEmpty(rectangle(800, 0, 900, 500))).toBe(true);
    expect(isEmpty(invertMask(rectangle(0, 0, 700, 530)))).toBe(true);
    expect(isEmpty(rectangle(699, 529, 700, 530))).toBe(false);
  });
});

describe('the brush', () => {
  it('is as even fast as slow, and gains nothing from going over twice', () => {
    const soft = { ...brush, hardness: 0.2, size: 60 };
    const fast = stroke(
      emptyMask(700, 530),
      [
        [60, 100],
        [600, 100],
      ],
      soft,
    );
    const slow = stroke(
      emptyMask(700, 530),
      Array.from({ length: 541 }, (_, x) => [60 + x, 100] as const),
      soft,
    );
    const [one, other] = [bytes(fast), bytes(slow)];
    let most = 0;
    for (const [index, value] of one.entries())
      most = Math.max(most, Math.abs(value - other[index]!));
    expect(most).toBeLessThanOrEqual(1);
    // Along the way every column is the same.
    for (let x = 100; x < 560; x += 1) expect(at(fast, x, 115)).toBe(at(fast, 100, 115));
    expect(
      same(
        bytes(
          stroke(
            fast,
            [
              [60, 100],
              [600, 100],
            ],
            soft,
          ),
        ),
        one,
      ),
    ).toBe(true);
  });

  it('has the size it says, hard or soft, and erases what it drew', () => {
    const dot = stroke(emptyMask(700, 530), [[300.5, 250.5]]);
    expect(areaOf(dot) / (Math.PI * 20 ** 2)).toBeCloseTo(1, 2);
    expect(boundsOf(dot)).toEqual({ left: 280, top: 230, right: 321, bottom: 271 });
    const gone = stroke(dot, [[300.5, 250.5]], { ...brush, erase: true, size: 46 });
    expect(isEmpty(gone)).toBe(true);
    const soft = stroke(emptyMask(700, 530), [[300.5, 250.5]], { ...brush, hardness: 0 });
    expect(at(soft, 300, 250)).toBeGreaterThan(250);
    expect(at(soft, 310, 250)).toBeGreaterThan(90);
    expect(at(soft, 310, 250)).toBeLessThan(165);
    expect(at(soft, 320, 250)).toBeLessThan(5);
  });

  it('grows with the pressure of a pen', () => {
    const pen = { ...brush, pressure: true };
    expect(dabAt(pen, { x: 0, y: 0 }, 1).radius).toBe(20);
    expect(dabAt(pen, { x: 0, y: 0 }, 0.1).radius).toBeLessThan(6);
  });

  it('makes corners of a fast way round', () => {
    const way = smoothWay(dabAt(brush, { x: 0, y: 0 }));
    const dabs = [
      ...way.to(dabAt(brush, { x: 100, y: 0 })),
      ...way.to(dabAt(brush, { x: 100, y: 100 })),
      ...way.end(),
    ];
    expect(dabs.at(-1)).toMatchObject({ x: 100, y: 100 });
    expect(dabs.every(({ x, y }) => Math.hypot(x - 100, y) > 15)).toBe(true);
    for (const [index, { x, y }] of dabs.slice(1, -1).entries()) {
      expect(Math.hypot(x - dabs[index]!.x, y - dabs[index]!.y)).toBeLessThan(25);
    }
  });
});

describe('joining', () => {
  it('adds, takes, keeps and inverts by the pixel', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(2), fc.nat(600), fc.nat(500), fc.nat(400), fc.nat(400)), {
          minLength: 2,
          maxLength: 4,
        }),
        (shapes) => {
          const masks = shapes.map(([which, x, y, w, h]) =>
            (which === 0 ? ellipseMask : rectangleMask)({ x, y }, { x: x + w, y: y + h }, size),
          );
          const [one, other] = [masks[0]!, masks[1]!];
          const [a, b] = [bytes(one), bytes(other)];
          expect(
            same(
              bytes(joinMasks(one, other, 'add')),
              a.map((v, i) => Math.max(v, b[i]!)),
            ),
          ).toBe(true);
          expect(
            same(
              bytes(joinMasks(one, other, 'keep')),
              a.map((v, i) => Math.min(v, b[i]!)),
            ),
          ).toBe(true);
          const taken = a.map((v, i) => Math.min(v, 255 - b[i]!));
          expect(same(bytes(joinMasks(one, other, 'take')), taken)).toBe(true);
          expect(
            same(
              bytes(invertMask(one)),
              a.map((v) => 255 - v),
            ),
          ).toBe(true);
          expect(areaOf(one) + areaOf(invertMask(one))).toBeCloseTo(700 * 530, 5);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('keeps its place and its share of the picture at another size', () => {
    const mask = ellipseMask({ x: 100, y: 100 }, { x: 400, y: 300 }, size);
    for (const [width, height] of [
      [1400, 1060],
      [350, 265],
      [611, 77],
    ] as const) {
      const other = resizeMask(mask, width, height);
      expect(factsOf(other).share).toBeCloseTo(factsOf(mask).share, 3);
      const bounds = boundsOf(other)!;
      expect(Math.abs(bounds.left / width - 100 / 700)).toBeLessThan(3 / width);
      expect(Math.abs(bounds.bottom / height - 300 / 530)).toBeLessThan(3 / height);
    }
    expect(resizeMask(mask, 700, 530)).toBe(mask);
    expect(bytesOfMasks([resizeMask(fullMask(700, 530), 3000, 2000)])).toBe(0);
  });
});

describe('growing, shrinking, feathering', () => {
  const dots = joinMasks(
    rectangle(200, 200, 290, 280),
    stroke(emptyMask(700, 530), [[512, 256]]),
    'add',
  );

  it('moves the edge by the Euclidean distance', () => {
    const grown = growMask(dots, 12);
    const before = bytes(dots);
    const inside: (readonly [number, number])[] = [];
    for (const [index, value] of before.entries()) {
      if (value >= 128) inside.push([index % 700, Math.floor(index / 700)]);
    }
    const after = bytes(grown);
    for (const [x, y] of [
      [188, 240],
      [187, 240],
      [191, 191],
      [190, 190],
      [512, 223],
      [505, 222],
      [290, 291],
      [300, 400],
    ]) {
      const nearest = Math.min(...inside.map(([a, b]) => Math.hypot(a - x!, b - y!)));
      const wanted = Math.round(255 * Math.min(1, Math.max(0, 13 - nearest)));
      expect(after[y! * 700 + x!]).toBe(Math.max(wanted, before[y! * 700 + x!]!));
    }
    expect(boundsOf(grown)).toMatchObject({ left: 188, top: 188, bottom: 292 });
    expect(areaOf(growMask(grown, -12)) / areaOf(dots)).toBeCloseTo(1, 2);
    expect(isEmpty(growMask(dots, -60))).toBe(true);
    expect(same(bytes(growMask(fullMask(700, 530), -5)), bytes(fullMask(700, 530)))).toBe(true);
  });

  it('feathers like a Gaussian and keeps the area', () => {
    for (const sigma of [0.6, 3, 17.3]) {
      const edge = rectangle(0, 0, 350, 530);
      const soft = featherMask(edge, sigma);
      // Against the integral of the Gaussian across a straight edge.
      for (const offset of [-2, -1, -0.5, 0.5, 1, 2]) {
        const x = Math.round(350 + offset * sigma);
        const wanted = 255 * (1 - normal((x + 0.5 - 350) / sigma));
        expect(Math.abs(at(soft, x, 260) - wanted), `${sigma} ${x}`).toBeLessThan(
          sigma < 1 ? 16 : 4,
        );
      }
      expect(at(soft, 10, 0)).toBe(at(soft, 10, 260));
      expect(areaOf(soft) / areaOf(edge)).toBeCloseTo(1, 2);
    }
    expect(featherMask(dots, 0)).toBe(dots);
  });
});

/** The share of a normal distribution below a value (Abramowitz, Stegun 7.1.26). */
function normal(value: number): number {
  const t = 1 / (1 + (0.3275911 * Math.abs(value)) / Math.SQRT2);
  const series =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const error = 1 - series * Math.exp(-(value ** 2) / 2);
  return value < 0 ? (1 - error) / 2 : (1 + error) / 2;
}

describe('measuring', () => {
  it('counts pieces that touch by a corner as one, however they wind', () => {
    expect(partsOf(emptyMask(700, 530))).toBe(0);
    expect(partsOf(fullMask(700, 530))).toBe(1);
    expect(partsOf(rectangle(255, 255, 257, 257))).toBe(1);
    const corner = joinMasks(rectangle(10, 10, 20, 20), rectangle(20, 20, 30, 30), 'add');
    expect(partsOf(corner)).toBe(1);
    const fork = joinMasks(
      joinMasks(rectangle(100, 0, 110, 300), rectangle(200, 0, 210, 300), 'add'),
      rectangle(100, 290, 210, 300),
      'add',
    );
    expect(partsOf(fork)).toBe(1);
    expect(partsOf(joinMasks(fork, rectangle(400, 100, 500, 110), 'add'))).toBe(2);
    expect(factsOf(rectangle(0, 0, 70, 530)).share).toBeCloseTo(0.1, 6);
  });
});

describe('undo', () => {
  it('goes back and forth over every act, and forgets the oldest when memory is short', () => {
    let history = beginHistory([emptyMask(2048, 2048)], 'start');
    history = noteAct(history, history.present.masks, 'nothing');
    expect(history.past).toHaveLength(0);
    for (let act = 0; act < 20; act += 1) {
      const x = 40 + 5 * act;
      history = noteAct(
        history,
        [stroke(history.present.masks[0]!, [[x, x]])],
        `stroke ${act}`,
        12 * tileBytes,
      );
    }
    expect(history.present.note).toBe('stroke 19');
    expect(history.past.length).toBeGreaterThan(3);
    expect(history.past.length).toBeLessThan(20);
    const held = [...history.past, history.present].flatMap(({ masks }) => masks);
    expect(bytesOfMasks(held)).toBeLessThanOrEqual(12 * tileBytes);
    const last = history.present.masks;
    const back = undoAct(history);
    expect(back.present.note).toBe('stroke 18');
    expect(redoAct(back).present.masks).toBe(last);
    expect(noteAct(back, [emptyMask(2048, 2048)], 'clear').future).toEqual([]);
    expect(undoAct(beginHistory(last, 'only')).present.masks).toBe(last);
  });
});
