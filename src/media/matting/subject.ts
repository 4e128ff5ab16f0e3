/** Finds the subject of a picture from what a person said of it: a box, strokes, or nothing. */
import { grabCut, surely, surelyNot, undecided, type WorkPicture } from './grab-cut.ts';

/** A box in shares (0–1) of the picture. */
export interface ShareBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Wishes {
  readonly box: ShareBox | null;
  /** Grey of working size: 255 surely the subject, 0 surely background, 128 undecided. */
  readonly hints: Uint8Array | null;
}

/** Without a box or strokes this share of each side is taken for background. */
const guessedBorder = 0.05;
/** Pixels below this alpha are background. */
const leastAlpha = 8;
/** Longest side of the small picture on which the first cuts are made. */
const firstSide = 112;

/** Neither: a pixel from which nothing is learnt at first. */
const neither = 2;

/**
 * The share of the subject in each pixel, 0 or 1; null when the wishes leave nothing to tell apart.
 * `isGuess`: neither box nor strokes were given.
 */
export function findSubject(
  picture: WorkPicture,
  wishes: Wishes,
): { readonly labels: Float32Array; readonly isGuess: boolean } | null {
  const strokes = wishes.hints?.some((hint) => hint > 192 || hint < 64) === true;
  const isGuess = wishes.box === null && !strokes;
  const box = isGuess
    ? {
        left: guessedBorder,
        top: guessedBorder,
        right: 1 - guessedBorder,
        bottom: 1 - guessedBorder,
      }
    : wishes.box;
  const given = { box, hints: strokes ? wishes.hints : null };
  const labels = cutAt(picture, given);
  if (!labels?.includes(1)) return null;
  return { labels: Float32Array.from(labels), isGuess };
}

/** Cuts a smaller picture first, whose cut is the beginning for this one. */
function cutAt(picture: WorkPicture, wishes: Wishes): Uint8Array | null {
  const trimap = trimapOf(picture, wishes);
  const longest = Math.max(picture.width, picture.height);
  if (longest <= firstSide) return grabCut(picture, trimap, startOf(trimap, wishes, picture));
  const scale = Math.max(0.5, firstSide / longest);
  const small = shrunk(picture, scale);
  const hints = wishes.hints && shrunkHints(wishes.hints, picture, small);
  const found = cutAt(small, { ...wishes, hints });
  if (!found) return null;
  const start = Uint8Array.from(trimap, (wish, at) => {
    if (wish !== undecided) return wish === surely ? 1 : 0;
    const x = Math.min(small.width - 1, Math.floor(((at % picture.width) + 0.5) * scale));
    const y = Math.min(
      small.height - 1,
      Math.floor((Math.floor(at / picture.width) + 0.5) * scale),
    );
    return found[y * small.width + x] ?? 0;
  });
  return grabCut(picture, trimap, start, 2);
}

function trimapOf({ width, height, pixels }: WorkPicture, { box, hints }: Wishes): Uint8Array {
  const trimap = new Uint8Array(width * height).fill(undecided);
  for (let at = 0; at < trimap.length; at += 1) {
    const x = ((at % width) + 0.5) / width;
    const y = (Math.floor(at / width) + 0.5) / height;
    if (box && (x < box.left || x > box.right || y < box.top || y > box.bottom)) {
      trimap[at] = surelyNot;
    }
    const hint = hints?.[at] ?? 128;
    if (hint > 192) trimap[at] = surely;
    else if (hint < 64) trimap[at] = surelyNot;
    // The colour of what cannot be seen says nothing.
    if ((pixels[at * 4 + 3] ?? 0) < leastAlpha) trimap[at] = surelyNot;
  }
  return trimap;
}

/** What to learn the colours from before there is a cut. */
function startOf(trimap: Uint8Array, { box }: Wishes, { width, height }: WorkPicture): Uint8Array {
  const hasSubject = trimap.includes(surely);
  const hasGround = trimap.includes(surelyNot);
  return Uint8Array.from(trimap, (wish, at) => {
    if (wish === surely) return 1;
    if (wish === surelyNot) return 0;
    const [x, y] = [(at % width) / width, Math.floor(at / width) / height];
    const isBorder = Math.min(x, y) < guessedBorder || Math.max(x, y) > 1 - guessedBorder;
    // Strokes on the subject alone: the border stands for the background.
    if (!hasGround && isBorder) return 0;
    return hasSubject && !box ? neither : 1;
  });
}

/** A smaller copy by means of squares. */
export function shrunk(picture: WorkPicture, scale: number): WorkPicture {
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const sums = new Float64Array(width * height * 4);
  const counts = new Uint32Array(width * height);
  for (let y = 0; y < picture.height; y += 1) {
    const row = Math.min(height - 1, Math.floor(y * scale)) * width;
    for (let x = 0; x < picture.width; x += 1) {
      const to = row + Math.min(width - 1, Math.floor(x * scale));
      const from = (y * picture.width + x) * 4;
      counts[to] = (counts[to] ?? 0) + 1;
      for (let channel = 0; channel < 4; channel += 1) {
        const at = to * 4 + channel;
        sums[at] = (sums[at] ?? 0) + (picture.pixels[from + channel] ?? 0);
      }
    }
  }
  const pixels = new Uint8ClampedArray(sums.length);
  for (let at = 0; at < pixels.length; at += 1) {
    pixels[at] = (sums[at] ?? 0) / Math.max(1, counts[at >> 2] ?? 1);
  }
  return { width, height, pixels };
}

/** Strokes stay strokes however thin: the strongest hint of the pixels that become one. */
export function shrunkHints(
  hints: Uint8Array,
  from: { readonly width: number; readonly height: number },
  to: { readonly width: number; readonly height: number },
): Uint8Array {
  const result = new Uint8Array(to.width * to.height).fill(128);
  for (let at = 0; at < hints.length; at += 1) {
    const hint = hints[at] ?? 128;
    if (hint >= 64 && hint <= 192) continue;
    const x = Math.min(to.width - 1, Math.floor((at % from.width) * (to.width / from.width)));
    const y = Math.min(
      to.height - 1,
      Math.floor(Math.floor(at / from.width) * (to.height / from.height)),
    );
    result[y * to.width + x] = hint;
  }
  return result;
}
