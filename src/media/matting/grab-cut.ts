/**
 * GrabCut: C. Rother, V. Kolmogorov, A. Blake, "GrabCut: Interactive Foreground Extraction using
 * Iterated Graph Cuts", SIGGRAPH 2004. Colours of both sides are learnt, the cheapest cut along
 * edges is found, and both again until the cut rests.
 */
import { minCut, stepsOf, type CutGrid } from './min-cut.ts';
import { fitMixture, misfit } from './mixture.ts';

/** What a person said of a pixel. */
export const surelyNot = 0;
export const undecided = 1;
export const surely = 2;

/** RGBA pixels of working size. */
export interface WorkPicture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8ClampedArray;
}

/** Capacities are costs times this, as integers. */
const unit = 64;
/** Cost of parting two like neighbours. */
const smoothness = 50 * unit;
/** More than all links of a pixel together. */
const unbreakable = 9 * 50 * unit;
const mostRounds = 5;
/** A cut rests when it changes less than this share of the pixels. */
const restful = 0.0005;

/**
 * Cuts the subject out.
 *
 * @param trimap `surelyNot`, `undecided` or `surely` of each pixel
 * @param start  what to learn the colours from at first, of each pixel: 0 background, 1 subject,
 *   2 neither
 * @returns 1 where the subject is; null when there is nothing to learn one of the sides from
 */
export function grabCut(
  picture: WorkPicture,
  trimap: Uint8Array,
  start: Uint8Array,
  rounds = mostRounds,
): Uint8Array | null {
  const { pixels } = picture;
  const links = linksOf(picture);
  let labels: Uint8Array = start;
  for (let round = 0; round < rounds; round += 1) {
    const subject = fitMixture(pixels, placesOf(labels, 1));
    const ground = fitMixture(pixels, placesOf(labels, 0));
    if (subject.length === 0 || ground.length === 0) return round === 0 ? null : labels;
    const grid = gridOf(picture, links);
    for (let at = 0; at < trimap.length; at += 1) {
      const place = placeIn(picture, at);
      if (trimap[at] === surely) grid.terminals[place] = unbreakable;
      else if (trimap[at] === surelyNot) grid.terminals[place] = -unbreakable;
      else {
        const red = pixels[at * 4] ?? 0;
        const green = pixels[at * 4 + 1] ?? 0;
        const blue = pixels[at * 4 + 2] ?? 0;
        const force = misfit(ground, red, green, blue) - misfit(subject, red, green, blue);
        const limited = Math.max(-unbreakable, Math.min(unbreakable, Math.round(force * unit)));
        grid.terminals[place] = limited;
      }
    }
    const cut = minCut(grid);
    const next = new Uint8Array(trimap.length);
    let changed = 0;
    for (let at = 0; at < next.length; at += 1) {
      next[at] = cut[placeIn(picture, at)] ?? 0;
      if (next[at] !== labels[at]) changed += 1;
    }
    labels = next;
    if (changed < restful * next.length) break;
  }
  return labels;
}

/** The place of a pixel in a grid with a frame of one. */
const placeIn = ({ width }: WorkPicture, at: number): number =>
  (Math.floor(at / width) + 1) * (width + 2) + (at % width) + 1;

function placesOf(labels: Uint8Array, label: number): Int32Array {
  let count = 0;
  for (let at = 0; at < labels.length; at += 1) if (labels[at] === label) count += 1;
  const places = new Int32Array(count);
  let next = 0;
  for (let at = 0; at < labels.length; at += 1) if (labels[at] === label) places[next++] = at;
  return places;
}

function gridOf({ width, height }: WorkPicture, links: Int32Array): CutGrid {
  const stride = width + 2;
  return { stride, links: links.slice(), terminals: new Int32Array(stride * (height + 2)) };
}

/** Costs of parting neighbours: high where colours are alike, low across edges. */
function linksOf(picture: WorkPicture): Int32Array {
  const { width, height, pixels } = picture;
  const stride = width + 2;
  const steps = stepsOf(stride);
  const links = new Int32Array(stride * (height + 2) * 8);
  const difference = (one: number, other: number): number => {
    const red = (pixels[one * 4] ?? 0) - (pixels[other * 4] ?? 0);
    const green = (pixels[one * 4 + 1] ?? 0) - (pixels[other * 4 + 1] ?? 0);
    const blue = (pixels[one * 4 + 2] ?? 0) - (pixels[other * 4 + 2] ?? 0);
    return red * red + green * green + blue * blue;
  };
  // Half of the neighbours, so that each pair is looked at once: right, and the three below.
  const halves = [4, 5, 6, 7] as const;
  const each = (visit: (at: number, near: number, side: number) => void): void => {
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        for (const side of halves) {
          const right = x + (side === 5 ? -1 : side === 6 ? 0 : 1);
          const down = y + (side === 4 ? 0 : 1);
          if (right < 0 || right >= width || down >= height) continue;
          visit(y * width + x, down * width + right, side);
        }
      }
    }
  };
  let [sum, pairs] = [0, 0];
  each((at, near) => {
    sum += difference(at, near);
    pairs += 1;
  });
  const beta = sum === 0 ? 0 : pairs / (2 * sum);
  each((at, near, side) => {
    const length = side === 5 || side === 7 ? Math.SQRT2 : 1;
    const cost = Math.round((smoothness * Math.exp(-beta * difference(at, near))) / length);
    const place = placeIn(picture, at);
    links[place * 8 + side] = cost;
    links[(place + (steps[side] ?? 0)) * 8 + 7 - side] = cost;
  });
  return links;
}
