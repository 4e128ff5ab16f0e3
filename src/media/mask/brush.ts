/**
 * Strokes of a brush. A stroke is not stamps in a row but the way between them: each pixel gets the
 * nearest point of the way, so that a fast stroke is as even as a slow one, whatever the softness.
 * Along a stroke values meet by the greater one (erasing: the lesser), so that going over the same
 * place twice changes nothing and no overlap shows.
 */
import type { MaskEdit } from './edit.ts';
import { boxOfTile, clipped, fullTile, tileSide, tilesIn, type Box } from './mask.ts';
import type { Point } from './shapes.ts';

/** Where the brush is, how large (pixels of the picture) and how strong (0 to 1). */
export interface Dab extends Point {
  readonly radius: number;
  readonly strength: number;
}

export interface Brush {
  /** Diameter in pixels of the picture. */
  readonly size: number;
  /** 1: a hard edge, one pixel wide; 0: falls off from the middle. */
  readonly hardness: number;
  readonly erase: boolean;
  /** Whether a pen's pressure makes it larger and smaller. */
  readonly pressure: boolean;
}

/** The dab of a brush at a place. @param pressure 0 to 1; a mouse has 0.5 and means all of it */
export const dabAt = (brush: Brush, { x, y }: Point, pressure = 1): Dab => ({
  x,
  y,
  radius: Math.max(0.5, (brush.size / 2) * (brush.pressure ? 0.15 + 0.85 * pressure : 1)),
  strength: 1,
});

/**
 * Draws from one dab to the next; equal dabs are a single touch.
 *
 * @returns what may have changed, to be drawn again; null when it lies outside the picture
 */
export function drawBetween(edit: MaskEdit, from: Dab, to: Dab, brush: Brush): Box | null {
  const reach = Math.max(from.radius, to.radius) + 1;
  const box = clipped(
    {
      left: Math.min(from.x, to.x) - reach,
      top: Math.min(from.y, to.y) - reach,
      right: Math.max(from.x, to.x) + reach,
      bottom: Math.max(from.y, to.y) + reach,
    },
    edit,
  );
  if (!box) return null;
  for (const index of tilesIn(edit, box)) drawInTile(edit, index, box, from, to, brush);
  return box;
}

function drawInTile(
  edit: MaskEdit,
  index: number,
  box: Box,
  from: Dab,
  to: Dab,
  { hardness, erase }: Brush,
): void {
  const there = edit.tile(index);
  if (erase ? there === null : there === fullTile) return;
  const bounds = boxOfTile(edit, index);
  const [wayX, wayY] = [to.x - from.x, to.y - from.y];
  const lengthSquared = wayX ** 2 + wayY ** 2;
  const reach = Math.max(from.radius, to.radius) + 1;
  // Half the diagonal of a tile: what is farther from its middle than that and the reach is out.
  const half = tileSide * Math.SQRT1_2;
  const middle = along(
    bounds.left + tileSide / 2 - from.x,
    bounds.top + tileSide / 2 - from.y,
    wayX,
    wayY,
    lengthSquared,
  );
  if (middle.distance > reach + half) return;

  const tile = edit.own(index);
  const left = Math.max(box.left, bounds.left);
  const right = Math.min(box.right, bounds.right);
  for (let y = Math.max(box.top, bounds.top); y < Math.min(box.bottom, bounds.bottom); y += 1) {
    const row = (y - bounds.top) * tileSide - bounds.left;
    const dy = y + 0.5 - from.y;
    for (let x = left; x < right; x += 1) {
      const dx = x + 0.5 - from.x;
      const share =
        lengthSquared === 0 ? 0 : Math.min(1, Math.max(0, (dx * wayX + dy * wayY) / lengthSquared));
      const [offX, offY] = [dx - wayX * share, dy - wayY * share];
      const radius = from.radius + (to.radius - from.radius) * share;
      const squared = offX * offX + offY * offY;
      const outer = radius + 0.5;
      if (squared >= outer * outer) continue;
      const inner = Math.min(radius * hardness, radius - 0.5);
      const strength = from.strength + (to.strength - from.strength) * share;
      const value = 255 * strength * falloff(Math.sqrt(squared), inner, outer);
      const at = row + x;
      const before = tile[at] ?? 0;
      tile[at] = erase ? Math.min(before, 255 - value + 0.5) : Math.max(before, value + 0.5);
    }
  }
}

/** 1 up to `inner`, 0 from `outer` on, between them a smooth step. */
function falloff(distance: number, inner: number, outer: number): number {
  if (distance <= inner) return 1;
  const share = (outer - distance) / (outer - inner);
  // Over one pixel a straight line is the covered area; a soft brush leaves and arrives gently.
  return outer - inner <= 1 ? share : share * share * (3 - 2 * share);
}

function along(dx: number, dy: number, wayX: number, wayY: number, lengthSquared: number) {
  const share =
    lengthSquared === 0 ? 0 : Math.min(1, Math.max(0, (dx * wayX + dy * wayY) / lengthSquared));
  return { share, distance: Math.hypot(dx - wayX * share, dy - wayY * share) };
}

/**
 * The way of a pointer made smooth: a quadratic curve through the middles between its places, cut
 * into straight parts no longer than a quarter of the brush. Feed it place by place.
 */
export function smoothWay(begin: Dab): {
  /** The dabs up to the middle before this place. */
  readonly to: (next: Dab) => readonly Dab[];
  /** The rest, up to the last place. */
  readonly end: () => readonly Dab[];
} {
  let corner = begin;
  let last = begin;
  return {
    to(next) {
      const middle = between(corner, next, 0.5);
      const long =
        Math.hypot(corner.x - last.x, corner.y - last.y) +
        Math.hypot(middle.x - corner.x, middle.y - corner.y);
      const parts = Math.min(32, Math.ceil(long / Math.max(2, corner.radius / 2)));
      const dabs = Array.from({ length: Math.max(1, parts) }, (_, index) => {
        const share = (index + 1) / Math.max(1, parts);
        return between(between(last, corner, share), between(corner, middle, share), share);
      });
      corner = next;
      last = middle;
      return dabs;
    },
    end: () => [corner],
  };
}

const between = (one: Dab, other: Dab, share: number): Dab => ({
  x: one.x + (other.x - one.x) * share,
  y: one.y + (other.y - one.y) * share,
  radius: one.radius + (other.radius - one.radius) * share,
  strength: one.strength + (other.strength - one.strength) * share,
});
