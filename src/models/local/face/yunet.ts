/**
 * What a detector of YuNet's family says, read (W. Wu et al., "YuNet: a tiny millisecond-level face
 * detector", 2023). For a picture of W × H it gives, at each of the strides 8, 16 and 32, one row
 * for each cell of the grid of W/stride × H/stride: two shares whose geometric mean says how surely
 * a face is there, a box, and five points, both relative to the cell. Pure.
 */
import type { FacePoint, FoundFace } from '#domain/face.ts';
import type { Answer } from '../network.ts';

export const strides = [8, 16, 32] as const;

/** Least sureness of a face; below it more is found than there is. */
export const leastScore = 0.6;
/** Faces that share more of their boxes than this are the same one. */
const mostOverlap = 0.3;
/** Farthest that a place may lie, in pixels of the network's picture. */
const farthest = 1e5;
/** Most faces that are kept before they are compared with each other. */
const mostCandidates = 2000;

/** The answers at one stride: rows of 1, 1, 4 and 10 numbers. */
interface Level {
  readonly stride: number;
  readonly columns: number;
  readonly rows: number;
  readonly shares: readonly [Float32Array, Float32Array];
  readonly boxes: Float32Array;
  readonly points: Float32Array;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Sorts the outputs by their shapes, whatever they are called; null where they are no detector's. */
export function levelsOf(
  answers: Readonly<Record<string, Answer>>,
  { width, height }: Size,
): readonly Level[] | null {
  const levels: Level[] = [];
  for (const stride of strides) {
    const [columns, rows] = [Math.floor(width / stride), Math.floor(height / stride)];
    const count = columns * rows;
    const ofKind = (numbers: number): readonly Float32Array[] =>
      // By name, so that both backends see the two shares in one order.
      Object.keys(answers)
        .toSorted()
        .flatMap((name) => answers[name] ?? [])
        .filter(({ dims, data }) => dims.at(-1) === numbers && data.length === count * numbers)
        .map(({ data }) => data);
    const [[one, other, more], [boxes], [points]] = [ofKind(1), ofKind(4), ofKind(10)];
    if (!one || !other || more || !boxes || !points) return null;
    levels.push({ stride, columns, rows, shares: [one, other], boxes, points });
  }
  return levels;
}

const share = (value: number | undefined): number => Math.min(1, Math.max(0, value ?? 0));

/** The faces of one picture of the network's size, in its pixels; those that are the same joined. */
export function facesOf(levels: readonly Level[], least = leastScore): readonly FoundFace[] {
  const faces: FoundFace[] = [];
  for (const { stride, columns, rows, shares, boxes, points } of levels) {
    for (let cell = 0; cell < columns * rows; cell += 1) {
      const score = Math.sqrt(share(shares[0][cell]) * share(shares[1][cell]));
      if (score < least) continue;
      const [column, row] = [cell % columns, Math.floor(cell / columns)];
      const [width, height] = [
        Math.exp(boxes[cell * 4 + 2] ?? 0) * stride,
        Math.exp(boxes[cell * 4 + 3] ?? 0) * stride,
      ];
      const left = (column + (boxes[cell * 4] ?? 0)) * stride - width / 2;
      const top = (row + (boxes[cell * 4 + 1] ?? 0)) * stride - height / 2;
      const offsets = points.subarray(cell * 10, cell * 10 + 10);
      // What a file answers is not to be trusted: places that are none, or beyond all measure.
      if (![left, top, width, height, ...offsets].every((value) => Math.abs(value) < farthest)) {
        continue;
      }
      const at = (point: number): FacePoint => ({
        x: (column + (offsets[point * 2] ?? 0)) * stride,
        y: (row + (offsets[point * 2 + 1] ?? 0)) * stride,
      });
      faces.push({
        score,
        box: { left, top, width, height },
        // It counts from the person's own right, which is the viewer's left.
        points: {
          eyeLeft: at(0),
          eyeRight: at(1),
          nose: at(2),
          mouthLeft: at(3),
          mouthRight: at(4),
        },
      });
    }
  }
  return joined(faces);
}

/** The surest of each heap of boxes that lie over each other, surest first. */
export function joined(faces: readonly FoundFace[]): readonly FoundFace[] {
  const kept: FoundFace[] = [];
  const bySureness = faces.toSorted((one, other) => other.score - one.score);
  for (const face of bySureness.slice(0, mostCandidates)) {
    if (kept.every(({ box }) => overlapOf(box, face.box) <= mostOverlap)) kept.push(face);
  }
  return kept;
}

/** Shared area by joint area of two boxes. */
function overlapOf(one: FoundFace['box'], other: FoundFace['box']): number {
  const along = (start: number, length: number, from: number, reach: number): number =>
    Math.max(0, Math.min(start + length, from + reach) - Math.max(start, from));
  const both =
    along(one.left, one.width, other.left, other.width) *
    along(one.top, one.height, other.top, other.height);
  return both / (one.width * one.height + other.width * other.height - both);
}
