/** Converts one picture: decode, turn, resize, cut or surround, put on a ground, encode, store. */
import { fail, ok } from '#domain/result.ts';
import type { PictureMetadata } from '#formats/metadata/files.ts';
import { turned, windowOf } from '#media/image/arrange.ts';
import type { DecodedImage, PixelSource } from '#media/image/pixels.ts';
import { colourOf, onGround, resampled } from '#media/image/views.ts';

import type { Run } from '../context.ts';
import { onPicture, type Make } from '../on-picture.ts';
import type { OpenSource } from '../open-picture.ts';
import { leftOutNote, writePicture } from '../write-picture.ts';

import { runFilm } from './film.ts';
import { planSize, type SizePlan } from './size.ts';
import {
  filmFormat,
  printRefusal,
  sizeRefusal,
  type ConvertParams,
  type StillFormat,
} from './task.ts';
import { writeWithin } from './within.ts';

/** Settings of a result that stands still. */
type StillParams = ConvertParams & { readonly format: StillFormat };

const isStill = (params: ConvertParams): params is StillParams =>
  filmFormat(params.format) === null;

/** Formats without transparency (GIF's is a hole, not a veil). */
const isOpaque = (format: StillFormat): boolean => format === 'jpeg' || format === 'gif';

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
function arranged(image: DecodedImage, plan: SizePlan, params: StillParams): PixelSource {
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

/** The metadata of the result, and whether its colours were converted to sRGB. */
function carried(
  { metadata, format }: OpenSource,
  params: ConvertParams,
): { readonly metadata: PictureMetadata; readonly isConverted: boolean } {
  const { icc, profileName, ...rest } = metadata;
  // TIFF is decoded by a library that converts no colours: its profile stays in force.
  const isConverted = params.profile === 'srgb' && icc !== undefined && format !== 'tiff';
  // A profile must stay even where all else is taken out, unless colours were converted.
  const profile = {
    ...(icc && !isConverted && { icc }),
    ...(profileName === undefined || isConverted ? {} : { profileName }),
  };
  return { metadata: { ...(params.keep_metadata ? rest : {}), ...profile }, isConverted };
}

const make: Make<StillParams> = async (opened, params, context) => {
  const { image } = opened;
  const plan = planSize(image, params);
  const limit = sizeRefusal(plan.result, params);
  if (limit) return fail({ code: 'too_large', what: 'the result', limit });
  const poor = printRefusal(image, params);
  if (poor) return fail({ code: 'not_allowed', what: 'the print', reason: poor });
  const { hasAlpha } = image;
  const { metadata, isConverted } = carried(opened, params);
  const attempt = (of: SizePlan) => ({
    picture: arranged(image, of, params),
    options: {
      format: params.format,
      quality: params.quality,
      hasAlpha: hasAlpha && !isOpaque(params.format),
      metadata: of.dpi === null ? metadata : { ...metadata, density: Math.floor(of.dpi) },
    },
  });
  const { picture, options } = attempt(plan);
  const written = await (params.at_most_kb === null
    ? writePicture(picture, options, context)
    : writeWithin(params.at_most_kb * 1000, (factor) => attempt(shrunk(plan, factor)), context));
  if (!written.ok) return written;
  const { file, quality } = written.value;
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
      ...leftOutNote(written.value),
      ...(keptSize ? { kept_size: true } : {}),
      ...(plan.scaled.width > plan.turned.width ? { enlarged: true } : {}),
      ...(hasAlpha && isOpaque(params.format) ? { transparency_lost: true } : {}),
      ...(isConverted ? { converted_from: opened.metadata.profileName ?? 'its profile' } : {}),
      ...(width !== plan.result.width ? { made_smaller: true } : {}),
    },
  });
};

const runStill: Run<StillParams> = onPicture(make, ({ profile }) => ({
  toSrgb: profile === 'srgb',
}));

export const run: Run<ConvertParams> = (params, context) =>
  isStill(params) ? runStill(params, context) : runFilm(params, context);
