/** Fills what a mask marks in one picture: area by area, then the picture with patches is written. */
import { fail, ok, type Result } from '#domain/result.ts';
import type { PixelSource } from '#media/image/pixels.ts';
import {
  areasOf,
  grown,
  sizeOf,
  unionOfAreas,
  type Area,
  type MaskPlane,
} from '#media/inpaint/areas.ts';
import {
  cropAround,
  marginOf,
  patchOf,
  withPatches,
  type Crop,
  type Patch,
} from '#media/inpaint/crop.ts';
import { hole, known } from '#media/inpaint/membrane.ts';

import type { Run, TaskContext } from '../context.ts';
import { onPicture, partOf } from '../on-picture.ts';
import { openMask } from '../open-mask.ts';
import { faithfulQuality as quality, formatFor, resultFormat } from '../result-format.ts';
import { leftOutNote, writePicture } from '../write-picture.ts';

import { openFiller, type Filler } from './fillers.ts';
import type { InpaintParams } from './task.ts';

/** Most pixels of an area with its surroundings: what keeps the memory of a run in bounds. */
const mostPixels = 24_000_000;
/** A filler should know at least so many times as much as it is to fill. */
const wantedKnown = 2;
/** Share of the progress that is filling; the rest is writing. */
const fillingShare = 0.85;

export const run: Run<InpaintParams> = onPicture(async (opened, params, context) => {
  const { image, metadata } = opened;
  const format = formatFor(resultFormat(opened.format, params.format), image);
  if (!format.ok) return format;
  const { width, height } = image;
  const mask = await openMask(context, 'mask', params.mask, { width, height });
  if (!mask.ok) return mask;
  const filler = await openFiller(params, context);
  if (!filler.ok) return filler;
  const filled = await fillAreas(image, mask.value.plane, filler.value, params, context);
  if (!filled.ok) return filled;
  const { patches, wasSmooth } = filled.value;
  const hasAlpha = image.hasAlpha && format.value !== 'jpeg';
  const written = await writePicture(
    withPatches(image, patches),
    { format: format.value, quality, hasAlpha, metadata },
    partOf(context, fillingShare),
  );
  if (!written.ok) return written;
  return ok({
    file: written.value.file,
    references: [mask.value.id],
    generation: filler.value.generation,
    result: {
      areas: patches.length,
      ...(mask.value.isStretched ? { mask_stretched: true } : {}),
      ...(wasSmooth && params.method !== 'smooth' ? { filled_smoothly: true } : {}),
      ...leftOutNote(written.value),
    },
  });
});

/** Fills every area of the mask; `wasSmooth`: at least one could only be filled smoothly. */
async function fillAreas(
  image: PixelSource,
  mask: MaskPlane,
  filler: Filler,
  { grow, feather }: InpaintParams,
  context: TaskContext,
): Promise<Result<{ readonly patches: readonly Patch[]; readonly wasSmooth: boolean }>> {
  const edge = { grow, feather };
  const separate = areasOf(mask, grow + feather);
  if (separate.length === 0) {
    return fail({ code: 'invalid_input', field: 'mask', reason: 'it is empty, nothing is marked' });
  }
  const whole = unionOfAreas(separate);
  const areas = filler.takesAll && sizeOf(whole) < mostPixels / 4 ? [whole] : separate;
  const total = areas.reduce((sum, area) => sum + sizeOf(area), 0);
  const patches: Patch[] = [];
  let [done, wasSmooth] = [0, false];
  for (const [index, area] of areas.entries()) {
    const crop = surroundings(image, mask, area, edge, patches);
    if (!crop) return tooLarge(area);
    if (crop.state.includes(hole)) {
      const filled = await filler.fill(crop, (fraction) => {
        const share = (done + fraction * sizeOf(area)) / total;
        context.progress(
          share * fillingShare,
          areas.length > 1 ? `area ${index + 1} of ${areas.length}` : undefined,
        );
      });
      if (!filled.ok) return filled;
      wasSmooth ||= filled.value.wasSmooth;
      patches.push(patchOf(crop, area));
    }
    done += sizeOf(area);
    context.signal.throwIfAborted();
  }
  if (patches.length === 0) {
    return fail({ code: 'nothing_to_do', reason: 'what is masked is transparent already' });
  }
  return ok({ patches, wasSmooth });
}

const tooLarge = ({ left, right, top, bottom }: Area): Result<never> =>
  fail({
    code: 'too_large',
    what: `The masked area of ${right - left} × ${bottom - top} pixels`,
    limit: `${mostPixels / 1e6} megapixels; mask a smaller part, or shrink a copy of the picture first`,
  });

/** The area with as much around it as is needed to fill it from; null when that is too large. */
function surroundings(
  image: PixelSource,
  mask: MaskPlane,
  area: Area,
  edge: { readonly grow: number; readonly feather: number },
  patches: readonly Patch[],
): Crop | null {
  const fits = (margin: number): boolean => sizeOf(grown(area, margin, mask)) <= mostPixels;
  let margin = marginOf(area, edge);
  while (!fits(margin)) {
    if (margin <= edge.grow + edge.feather + 32) return null;
    margin = Math.floor(margin / 2);
  }
  for (;;) {
    const crop = cropAround(image, mask, area, { margin, edge, patches });
    const isAll = crop.right - crop.left === mask.width && crop.bottom - crop.top === mask.height;
    if (isAll || !fits(margin * 2)) return crop;
    let [unknown, usable] = [0, 0];
    for (const state of crop.state) {
      if (state === hole) unknown += 1;
      else if (state === known) usable += 1;
    }
    if (usable >= unknown * wantedKnown) return crop;
    margin *= 2;
  }
}
