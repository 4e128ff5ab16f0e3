/** Converts one picture: decode, turn, resize, cut or surround, put on a ground, encode, store. */
import { failureFrom } from '#domain/failure.ts';
import { fail, ok } from '#domain/result.ts';
import { turned, windowOf } from '#media/image/arrange.ts';
import type { DecodedImage, PixelSource } from '#media/image/pixels.ts';
import { onGround, resampled, type Colour } from '#media/image/views.ts';

import type { Run } from '../context.ts';
import { openSource } from '../open-picture.ts';
import { writePicture } from '../write-picture.ts';

import { planSize, type SizePlan } from './size.ts';
import { printRefusal, sizeRefusal, type ConvertParams } from './task.ts';
import { writeWithin } from './within.ts';

const colourOf = (hex: string): Colour => [
  Number.parseInt(hex.slice(1, 3), 16),
  Number.parseInt(hex.slice(3, 5), 16),
  Number.parseInt(hex.slice(5, 7), 16),
];

/** Formats without transparency (GIF's is a hole, not a veil). */
const isOpaque = (format: ConvertParams['format']): boolean =>
  format === 'jpeg' || format === 'gif';

/** The plan with everything multiplied, for a file that must become smaller. */
function shrunk(plan: SizePlan, factor: number): SizePlan {
  if (factor === 1) return plan;
  const times = (value: number): number => Math.max(1, Math.round(value * factor));
  const of = ({ width, height }: SizePlan['result']) => ({
    width: times(width),
    height: times(height),
  });
  return {
    ...plan,
    scaled: of(plan.scaled),
    result: of(plan.result),
    left: Math.round(plan.left * factor),
    top: Math.round(plan.top * factor),
    dpi: plan.dpi === null ? null : plan.dpi * factor,
  };
}

/** The picture as the plan says; read it once, from top to bottom. */
function arranged(image: DecodedImage, plan: SizePlan, params: ConvertParams): PixelSource {
  const { turned: from, scaled, result, left, top } = plan;
  const upright = turned(image, params.rotate, params.mirror);
  const { hasAlpha } = image;
  const isScaled = scaled.width !== from.width || scaled.height !== from.height;
  const sized = isScaled ? resampled(upright, { ...scaled, hasAlpha }) : upright;
  const isCut = result.width !== scaled.width || result.height !== scaled.height;
  const ground = colourOf(params.background);
  const cut = isCut ? windowOf(sized, { ...result, left, top }, ground) : sized;
  return hasAlpha && isOpaque(params.format) ? onGround(cut, ground) : cut;
}

export const run: Run<ConvertParams> = async (params, context) => {
  try {
    const opened = await openSource(context, { toSrgb: params.profile === 'srgb' });
    if (!opened.ok) return opened;
    const { image, metadata, format: from } = opened.value;
    try {
      const plan = planSize(image, params);
      const refusal = sizeRefusal(plan.result, params);
      if (refusal) return fail({ code: 'too_large', what: 'the result', limit: refusal });
      const poor = printRefusal(image, params);
      if (poor) return fail({ code: 'not_allowed', what: 'the print', reason: poor });
      const { hasAlpha } = image;
      const { icc, profileName, ...rest } = metadata;
      // TIFF is decoded by a library that converts no colours: its profile stays in force.
      const isConverted = params.profile === 'srgb' && icc !== undefined && from !== 'tiff';
      const profile = {
        ...(icc && !isConverted && { icc }),
        ...(profileName === undefined || isConverted ? {} : { profileName }),
      };
      const options = {
        format: params.format,
        quality: params.quality,
        hasAlpha: hasAlpha && !isOpaque(params.format),
        // A profile must stay even where all else is taken out, unless colours were converted.
        metadata: { ...(params.keep_metadata ? rest : {}), ...profile },
      };
      const dense = (dpi: number | null) =>
        dpi === null
          ? options
          : { ...options, metadata: { ...options.metadata, density: Math.floor(dpi) } };
      const written =
        params.at_most_kb === null
          ? await writePicture(arranged(image, plan, params), dense(plan.dpi), context)
          : await writeWithin(
              params.at_most_kb * 1000,
              (factor) => {
                const smaller = shrunk(plan, factor);
                return {
                  picture: arranged(image, smaller, params),
                  options: dense(smaller.dpi),
                };
              },
              context,
            );
      if (!written.ok) return written;
      const { file, leftOut, quality } = written.value;
      const { width, height } = file.facts;
      const wished = planSize(image, { ...params, enlarge: true }).scaled;
      const keptSize = wished.width > plan.scaled.width;
      return ok({
        file,
        generation: { provider: 'inkreel', model: 'convert 2', params },
        result: {
          width,
          height,
          ...(quality === undefined ? {} : { quality }),
          ...(plan.dpi === null ? {} : { dpi: Math.floor(plan.dpi) }),
          ...(leftOut.length > 0 ? { metadata_left_out: leftOut } : {}),
          ...(keptSize ? { kept_size: true } : {}),
          ...(plan.scaled.width > plan.turned.width ? { enlarged: true } : {}),
          ...(hasAlpha && isOpaque(params.format) ? { transparency_lost: true } : {}),
          ...(isConverted ? { converted_from: profileName ?? 'its profile' } : {}),
          ...(width !== plan.result.width ? { made_smaller: true } : {}),
        },
      });
    } finally {
      image.close();
    }
  } catch (thrown) {
    return fail(context.signal.aborted ? { code: 'cancelled' } : failureFrom(thrown));
  }
};
