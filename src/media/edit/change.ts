/** Changes of shape as a person makes them on what is seen: the crop goes with the picture. */
import type { Crop, PictureEdits } from './edits.ts';
import {
  asCrop,
  cropOf,
  frameSize,
  heldInside,
  inverse,
  isInside,
  mapped,
  type Rectangle,
  type Size,
  sizeTurned,
  toFrame,
} from './frame.ts';

type Turn = PictureEdits['turn'];
const turnOf = (quarters: number): Turn => {
  const turn = ((quarters % 4) + 4) % 4;
  return turn === 1 || turn === 2 || turn === 3 ? turn : 0;
};

/** Turned clockwise by quarters, as it is seen. */
export function turnedBy(edits: PictureEdits, quarters: number): PictureEdits {
  const times = turnOf(quarters);
  let { crop } = edits;
  for (let time = 0; time < times && crop; time += 1) {
    const { x, y, width, height, ratio } = crop;
    crop = {
      x: Math.max(0, 1 - y - height),
      y: x,
      width: height,
      height: width,
      ratio: ratio === null ? null : 1 / ratio,
    };
  }
  return { ...edits, turn: turnOf(edits.turn + times), crop };
}

/** Mirrored left to right, as it is seen: what was turned or straightened turns the other way. */
export function mirrored(edits: PictureEdits): PictureEdits {
  const { crop } = edits;
  return {
    ...edits,
    mirror: !edits.mirror,
    turn: turnOf(-edits.turn),
    straighten: edits.straighten === 0 ? 0 : -edits.straighten,
    crop: crop && { ...crop, x: Math.max(0, 1 - crop.x - crop.width) },
  };
}

/** Mirrored top to bottom, as it is seen. */
export const flipped = (edits: PictureEdits): PictureEdits => turnedBy(mirrored(edits), 2);

/** Straightened by an angle; a crop keeps its middle and, as far as there is picture, its size. */
export function straightenedTo(picture: Size, edits: PictureEdits, angle: number): PictureEdits {
  const next = { ...edits, straighten: angle, crop: null };
  if (!edits.crop) return next;
  const part = cropOf(picture, edits);
  const middle = mapped(
    toFrame(picture, next),
    mapped(inverse(toFrame(picture, edits)), {
      x: part.x + part.width / 2,
      y: part.y + part.height / 2,
    }),
  );
  return withCrop(
    picture,
    next,
    { ...part, x: middle.x - part.width / 2, y: middle.y - part.height / 2 },
    edits.crop.ratio,
  );
}

/** With this crop, in pixels of the frame; null when that is the whole picture. */
export function withCrop(
  picture: Size,
  edits: PictureEdits,
  part: Rectangle,
  ratio: number | null,
): PictureEdits {
  const frame = frameSize(picture, edits);
  const isWhole =
    edits.straighten === 0 &&
    ratio === null &&
    part.x <= 0 &&
    part.y <= 0 &&
    part.width >= frame.width &&
    part.height >= frame.height;
  const held = isInside(part, picture, edits) ? part : heldInside(part, picture, edits);
  return { ...edits, crop: isWhole ? null : cropWithin(asCrop(held, frame, ratio)) };
}

/** Rounding must not push an edge out of the frame. */
const cropWithin = (crop: Crop): Crop => ({
  ...crop,
  width: Math.min(crop.width, 1 - crop.x),
  height: Math.min(crop.height, 1 - crop.y),
});

/** With a crop of this shape (width over height) about the middle of the present one, as large as that. */
export function withRatio(picture: Size, edits: PictureEdits, ratio: number | null): PictureEdits {
  const part = cropOf(picture, edits);
  if (ratio === null) return edits.crop ? withCrop(picture, edits, part, null) : edits;
  const area = part.width * part.height;
  const [width, height] = [Math.sqrt(area * ratio), Math.sqrt(area / ratio)];
  const wished = {
    x: part.x + (part.width - width) / 2,
    y: part.y + (part.height - height) / 2,
    width,
    height,
  };
  return withCrop(picture, edits, heldInside(wished, picture, edits), ratio);
}

/** The shape of the picture as it stands now, width over height. */
export const ownRatio = (picture: Size, edits: PictureEdits): number => {
  const { width, height } = sizeTurned(picture, edits.turn);
  return width / height;
};

/** The edges that a handle moves; "move" moves all of them. */
export type Handle = 'n' | 's' | 'e' | 'w' | 'ne' | 'nw' | 'se' | 'sw' | 'move';

/**
 * A crop whose handle was moved by so many pixels of the frame: as far as there is picture, never
 * smaller than a pixel, and in its ratio if it has one.
 */
export function handleMoved(
  picture: Size,
  edits: PictureEdits,
  start: Rectangle,
  handle: Handle,
  by: { readonly x: number; readonly y: number },
  ratio: number | null,
): Rectangle {
  const whole = edits.straighten === 0;
  const rounded = (v: number): number => (whole ? Math.round(v) : v);
  /** The furthest of the way that keeps inside, by halving. */
  const furthest = (make: (share: number) => Rectangle): Rectangle => {
    if (isInside(make(1), picture, edits)) return make(1);
    let [low, high] = [0, 1];
    for (let step = 0; step < 24; step += 1) {
      const share = (low + high) / 2;
      if (isInside(make(share), picture, edits)) low = share;
      else high = share;
    }
    return make(low);
  };
  if (handle === 'move') {
    const across = furthest((share) => ({ ...start, x: start.x + rounded(by.x * share) }));
    return furthest((share) => ({ ...across, y: across.y + rounded(by.y * share) }));
  }
  const [west, east] = [handle.includes('w'), handle.includes('e')];
  const [north, south] = [handle.includes('n'), handle.includes('s')];
  return furthest((share) => {
    let width = start.width + (west ? -by.x : east ? by.x : 0) * share;
    let height = start.height + (north ? -by.y : south ? by.y : 0) * share;
    if (ratio !== null) {
      // A corner follows the hand's larger way, an edge its own.
      const byWidth = west || east ? width / start.width : 0;
      const byHeight = north || south ? height / start.height : 0;
      const scale = Math.max(byWidth, byHeight);
      [width, height] = [start.width * scale, start.height * scale];
    }
    [width, height] = [Math.max(1, rounded(width)), Math.max(1, rounded(height))];
    return {
      // What is not held by the opposite edge grows from the middle.
      x: west
        ? start.x + start.width - width
        : east
          ? start.x
          : start.x + rounded((start.width - width) / 2),
      y: north
        ? start.y + start.height - height
        : south
          ? start.y
          : start.y + rounded((start.height - height) / 2),
      width,
      height,
    };
  });
}
