/**
 * What is wished of a picture, as plain data: kept with the result, copied to other pictures, undone.
 * The original is never touched. The edits are applied in this order, whatever order they came in:
 *
 * 1. mirror (left to right), then turn by quarters: exact, no pixel is computed;
 * 2. straighten by an angle: resampled once;
 * 3. crop;
 * 4. exposure and temperature, in linear light;
 * 5. levels, each channel and then all three;
 * 6. contrast;
 * 7. curves, each channel and then all three;
 * 8. saturation.
 *
 * 4 to 7 are functions of one value each, so they are one table a channel (`tone.ts`).
 */
import * as z from 'zod/mini';

const within = (low: number, high: number) => z.number().check(z.gte(low), z.lte(high));
const percent = z._default(within(-100, 100), 0);

const levelsOfChannel = z
  .strictObject({
    /** The value that becomes black, 0 to 254, below `white`. */
    black: z._default(z.int().check(z.gte(0), z.lte(254)), 0),
    /** The value that becomes white. */
    white: z._default(z.int().check(z.gte(1), z.lte(255)), 255),
    /** Above 1 lightens what lies between. */
    gamma: z._default(within(0.1, 10), 1),
  })
  .check(z.refine(({ black, white }) => black < white, 'black must lie below white'));

/** A place on a curve: from value to value, 0 to 255. */
const curvePoint = z.strictObject({ x: within(0, 255), y: within(0, 255) });

/** From left to right, at least two, none above another. Empty: the straight line. */
const curve = z.array(curvePoint).check(
  z.maxLength(16),
  z.refine(
    (points) =>
      points.length !== 1 && points.every(({ x }, at) => at === 0 || x > (points[at - 1]?.x ?? 0)),
    'points must go from left to right, and be none or at least two',
  ),
);

const crop = z.strictObject({
  /** Parts of the frame (see `frame.ts`), so that the same crop fits pictures of other sizes. */
  x: within(0, 1),
  y: within(0, 1),
  width: within(0, 1).check(z.gt(0)),
  height: within(0, 1).check(z.gt(0)),
  /** Width over height that is to be kept on pictures of another shape; null: as it falls. */
  ratio: z._default(z.nullable(within(0.01, 100)), null),
});

const none = { black: 0, white: 255, gamma: 1 } as const;

export const editsSchema = z.strictObject({
  mirror: z._default(z.boolean(), false),
  /** Quarter turns clockwise, after mirroring. */
  turn: z._default(z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]), 0),
  /** Degrees clockwise. */
  straighten: z._default(within(-45, 45), 0),
  /** null: as much as there is (of a straightened picture, as much as has no empty corners). */
  crop: z._default(z.nullable(crop), null),
  /** Stops: +1 is twice the light. */
  exposure: z._default(within(-5, 5), 0),
  /** Above 0 is warmer. */
  temperature: percent,
  levels: z._default(
    z.strictObject({
      all: z._default(levelsOfChannel, none),
      red: z._default(levelsOfChannel, none),
      green: z._default(levelsOfChannel, none),
      blue: z._default(levelsOfChannel, none),
    }),
    { all: none, red: none, green: none, blue: none },
  ),
  contrast: percent,
  curves: z._default(
    z.strictObject({
      all: z._default(curve, []),
      red: z._default(curve, []),
      green: z._default(curve, []),
      blue: z._default(curve, []),
    }),
    { all: [], red: [], green: [], blue: [] },
  ),
  saturation: percent,
});

export type PictureEdits = z.infer<typeof editsSchema>;
export type LevelsOfChannel = z.infer<typeof levelsOfChannel>;
export type CurvePoint = z.infer<typeof curvePoint>;
export type Crop = z.infer<typeof crop>;

/** What levels and curves can be set for; `all` is the three colours together. */
export const channels = ['all', 'red', 'green', 'blue'] as const;
export type Channel = (typeof channels)[number];

/** Nothing is changed. */
export const noEdits: PictureEdits = editsSchema.parse({});
export const noLevels: LevelsOfChannel = none;

/** Reads edits from anywhere; null when they are none of this version. */
export function readEdits(given: unknown): PictureEdits | null {
  const read = z.safeParse(editsSchema, given);
  return read.success ? read.data : null;
}

export const sameEdits = (one: PictureEdits, other: PictureEdits): boolean =>
  JSON.stringify(z.parse(editsSchema, one)) === JSON.stringify(z.parse(editsSchema, other));

/** Whether the picture stays as it is, bit for bit. */
export const changesNothing = (edits: PictureEdits): boolean => sameEdits(edits, noEdits);

/** The edits without what changes where pixels lie: their light and colour alone. */
export const colourOf = (edits: PictureEdits): PictureEdits => ({
  ...edits,
  mirror: false,
  turn: 0,
  straighten: 0,
  crop: null,
});
