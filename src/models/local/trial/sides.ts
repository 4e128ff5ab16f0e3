/**
 * Which sides of a tile an enlarger can take. Its file mostly says "any", and yet many want whole
 * windows of 8 or 16 pixels (SwinIR, HAT, DAT), or even sides (Real-ESRGAN ×2 begins by folding two
 * by two), or only what they were traced with. One tile of 64 pixels does not show that.
 */
import type { ModelManifest } from '#domain/local-model.ts';
import type { Size } from './tile.ts';

/** Sides that are whole multiples of a step and of no larger one, smallest step first. */
const probes: readonly (Size & { readonly step: number })[] = [
  { step: 1, width: 53, height: 35 },
  { step: 2, width: 54, height: 34 },
  { step: 4, width: 52, height: 36 },
  { step: 8, width: 56, height: 40 },
  { step: 16, width: 48, height: 80 },
  { step: 32, width: 32, height: 96 },
  { step: 64, width: 64, height: 128 },
];

/** Whether the sides of tiles have to be asked for: an enlarger that is said to take any. */
export const sidesAreOpen = ({ task, fixed, multipleOf }: ModelManifest): boolean =>
  task === 'upscale' && fixed === null && multipleOf === 1;

/** What was found: the step of its sides, or null where it takes the one size of the test only. */
export type TileStep = number | null;

/**
 * Asks for tiles of ever rounder sides until one is answered with a picture `scale` times as large.
 *
 * @param answerTo the dimensions of the answer to a tile of a size, or null where there was none
 */
export async function tileStep(
  scale: number,
  layout: ModelManifest['layout'],
  answerTo: (size: Size) => Promise<readonly number[] | null>,
): Promise<TileStep> {
  for (const { step, width, height } of probes) {
    const dims = await answerTo({ width, height });
    const sides = layout === 'NCHW' ? dims?.slice(-2) : dims?.slice(-3, -1);
    if (sides?.[0] === height * scale && sides[1] === width * scale) return step;
  }
  return null;
}

/** The manifest with what was found. */
export function withStep(manifest: ModelManifest, step: TileStep, tile: Size): ModelManifest {
  if (step !== null) return { ...manifest, multipleOf: step };
  return { ...manifest, fixed: { width: tile.width, height: tile.height }, overlap: 8 };
}
