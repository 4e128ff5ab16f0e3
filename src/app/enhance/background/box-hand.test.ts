import { expect, test } from 'vitest';

import type { Box } from '#media/mask/mask.ts';
import type { PicturePointer, Viewport } from '../surface.ts';
import { boxBetween, openBoxHand } from './box-hand.ts';

/** A picture of 400 × 300 at half its size, 10 px from the corner of the stage. */
const viewport = {
  stage: { width: 220, height: 170 },
  picture: { width: 400, height: 300 },
  matrix: { a: 0.5, b: 0, c: 0, d: 0.5, e: 10, f: 10 },
  scale: 0.5,
  toScreen: ({ x, y }) => ({ x: x / 2 + 10, y: y / 2 + 10 }),
  toPicture: ({ x, y }) => ({ x: (x - 10) * 2, y: (y - 10) * 2 }),
} satisfies Viewport;

const pointer = (
  what: PicturePointer['what'],
  x: number,
  y: number,
  button = 0,
): PicturePointer => {
  const at = { x, y };
  return {
    what,
    at,
    pressure: 1,
    screen: viewport.toScreen(at),
    type: 'mouse',
    isEraser: false,
    button,
    shift: false,
    alt: false,
    mod: false,
    samples: [{ at, pressure: 1 }],
  };
};

/** A hand with the box that it has made so far. */
function hand(first: Box | null = null) {
  let box = first;
  const take = openBoxHand((next) => {
    box = next;
  });
  return {
    box: () => box,
    do: (...pointers: readonly PicturePointer[]) => pointers.map((one) => take(one, box, viewport)),
  };
}

test('a box is drawn in any direction and stays within the picture, on whole pixels', () => {
  const one = hand();
  expect(
    one.do(pointer('down', 300.4, 200), pointer('move', 90, 500), pointer('up', -50, 500)),
  ).toEqual([true, true, true]);
  expect(one.box()).toEqual({ left: 0, top: 200, right: 300, bottom: 300 });
  // Moving without being pressed changes nothing.
  expect(one.do(pointer('hover', 10, 10), pointer('move', 10, 10))).toEqual([false, false]);
  expect(one.box()).toEqual({ left: 0, top: 200, right: 300, bottom: 300 });
});

test('an edge or a corner near the pointer moves, the others stay', () => {
  const box = { left: 100, top: 50, right: 300, bottom: 250 };
  const edge = hand(box);
  edge.do(pointer('down', 303, 150), pointer('move', 350, 20), pointer('up', 352, 20));
  expect(edge.box()).toEqual({ ...box, right: 352 });
  const corner = hand(box);
  corner.do(pointer('down', 98, 52), pointer('up', 120, 90));
  expect(corner.box()).toEqual({ ...box, left: 120, top: 90 });
  const turned = hand(box);
  turned.do(pointer('down', 100, 150), pointer('up', 380, 150));
  expect(turned.box()).toEqual({ ...box, left: 300, right: 380 });
});

test('a touch that means nothing, a second button and a cancel leave the box as it was', () => {
  const box = { left: 100, top: 50, right: 300, bottom: 250 };
  const one = hand(box);
  one.do(pointer('down', 200, 150), pointer('up', 200, 150));
  expect(one.box()).toEqual(box);
  expect(one.do(pointer('down', 200, 150, 2))).toEqual([false]);
  one.do(pointer('down', 10, 10), pointer('move', 60, 60), pointer('cancel', 60, 60));
  expect(one.box()).toEqual(box);
  expect(boxBetween({ x: 5, y: 5 }, { x: 5.5, y: 90 }, viewport.picture)).toBeNull();
});
