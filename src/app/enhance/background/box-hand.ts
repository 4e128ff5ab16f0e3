/** A box that is drawn with the pointer: anew, or by an edge or corner of the one that is there. */
import type { Box } from '#media/mask/mask.ts';
import type { PicturePointer, Point, Size, Viewport } from '../surface.ts';

/** Which edges follow the pointer; the others stay. */
interface Grip {
  readonly fixed: Box;
  readonly x: 'left' | 'right' | null;
  readonly y: 'top' | 'bottom' | null;
}

/** An edge is taken from so near, CSS pixels. */
const near = 10;

function gripOf(box: Box | null, pointer: PicturePointer, { toScreen }: Viewport): Grip | null {
  if (!box) return null;
  const first = toScreen({ x: box.left, y: box.top });
  const last = toScreen({ x: box.right, y: box.bottom });
  const { x, y } = pointer.screen;
  const within = (value: number, from: number, to: number): boolean =>
    value > from - near && value < to + near;
  if (!within(x, first.x, last.x) || !within(y, first.y, last.y)) return null;
  const side = Math.abs(x - first.x) < near ? 'left' : Math.abs(x - last.x) < near ? 'right' : null;
  const end = Math.abs(y - first.y) < near ? 'top' : Math.abs(y - last.y) < near ? 'bottom' : null;
  return side || end ? { fixed: box, x: side, y: end } : null;
}

/** The box between two places, within the picture; null when nothing is between them. */
export function boxBetween(one: Point, other: Point, { width, height }: Size): Box | null {
  const within = (value: number, most: number): number => Math.min(most, Math.max(0, value));
  const left = Math.round(within(Math.min(one.x, other.x), width));
  const right = Math.round(within(Math.max(one.x, other.x), width));
  const top = Math.round(within(Math.min(one.y, other.y), height));
  const bottom = Math.round(within(Math.max(one.y, other.y), height));
  return right - left >= 2 && bottom - top >= 2 ? { left, top, right, bottom } : null;
}

/** Takes the pointers of a box tool; `onBox` gets each step of it. */
export function openBoxHand(onBox: (box: Box | null) => void) {
  let from: Point | null = null;
  let grip: Grip | null = null;
  let before: Box | null = null;
  return (pointer: PicturePointer, box: Box | null, viewport: Viewport): boolean => {
    switch (pointer.what) {
      case 'down':
        if (pointer.button !== 0) return false;
        before = box;
        grip = gripOf(box, pointer, viewport);
        from = pointer.at;
        return true;
      case 'move':
      case 'up': {
        if (!from) return false;
        if (grip) {
          const { fixed, x, y } = grip;
          onBox(
            boxBetween(
              {
                x: x === 'left' ? pointer.at.x : fixed.left,
                y: y === 'top' ? pointer.at.y : fixed.top,
              },
              {
                x: x === 'right' ? pointer.at.x : fixed.right,
                y: y === 'bottom' ? pointer.at.y : fixed.bottom,
              },
              viewport.picture,
            ) ?? fixed,
          );
        } else {
          onBox(boxBetween(from, pointer.at, viewport.picture) ?? before);
        }
        if (pointer.what === 'up') from = null;
        return true;
      }
      case 'cancel':
        from = null;
        onBox(before);
        return true;
      case 'hover':
      case 'leave':
        return false;
    }
  };
}
