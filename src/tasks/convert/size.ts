/** The geometry of a conversion: turn, scale, then cut or surround. Pure. */
import { effectiveDpi, printPixels, printProfile } from '#domain/print.ts';

import type { ConvertParams } from './task.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface SizePlan {
  /** The picture after turning, before anything else. */
  readonly turned: Size;
  /** What it is resampled to. */
  readonly scaled: Size;
  /** The result. Smaller than `scaled`: cut. Larger: surrounded by the ground. */
  readonly result: Size;
  /** Place of the result's corner in the scaled picture; negative where it is surrounded. */
  readonly left: number;
  readonly top: number;
  /** Pixels per inch that the file is to say; only for prints. */
  readonly dpi: number | null;
}

/** How the size is asked for; settings that name none are read by what they give. */
export function sizing(params: ConvertParams): NonNullable<ConvertParams['size']> {
  if (params.size !== undefined) return params.size;
  if (params.percent !== 100) return 'percent';
  return params.long_side === null ? 'keep' : 'long_side';
}

const whole = (value: number): number => Math.max(1, Math.round(value));

/** Which share of the overhang lies before the result, across and down. */
const anchors: Readonly<Record<ConvertParams['anchor'], readonly [number, number]>> = {
  centre: [0.5, 0.5],
  top: [0.5, 0],
  bottom: [0.5, 1],
  left: [0, 0.5],
  right: [1, 0.5],
};

/** The box that is to be filled, and its resolution when it is a print. */
function boxOf(
  turned: Size,
  params: ConvertParams,
): (Size & { readonly dpi: number | null }) | null {
  const how = sizing(params);
  if (how === 'box') {
    if (params.width === null && params.height === null) return null;
    // One side alone: the other follows the picture.
    const width = params.width ?? whole(((params.height ?? 0) * turned.width) / turned.height);
    const height = params.height ?? whole((width * turned.height) / turned.width);
    return { width, height, dpi: null };
  }
  const profile = how === 'print' ? printProfile(params.print) : undefined;
  if (!profile) return null;
  // A picture that lies across is printed across.
  const lies = turned.width > turned.height && profile.width_in < profile.height_in;
  const area = lies
    ? { ...profile, width_in: profile.height_in, height_in: profile.width_in }
    : profile;
  const full = printPixels(area);
  const fit = params.fit === 'cover' ? 'cover' : 'inside';
  const dpi = Math.min(profile.dpi, effectiveDpi(turned, area, fit));
  if (params.enlarge || dpi >= profile.dpi) return { ...full, dpi: profile.dpi };
  // Never pixels that are not there: the print keeps its inches and says the dots it really has.
  const share = dpi / profile.dpi;
  return { width: whole(full.width * share), height: whole(full.height * share), dpi };
}

/** What becomes of a picture of this size; without `enlarge` its pixels are never multiplied. */
export function planSize(source: Size, params: ConvertParams): SizePlan {
  const sideways = params.rotate === 90 || params.rotate === 270;
  const turned = sideways ? { width: source.height, height: source.width } : source;
  const box = boxOf(turned, params);
  if (!box) {
    const longest = Math.max(turned.width, turned.height);
    const how = sizing(params);
    const wanted =
      how === 'percent'
        ? params.percent / 100
        : how === 'long_side'
          ? (params.long_side ?? longest) / longest
          : 1;
    const factor = params.enlarge ? wanted : Math.min(1, wanted);
    const scaled = { width: whole(turned.width * factor), height: whole(turned.height * factor) };
    return { turned, scaled, result: scaled, left: 0, top: 0, dpi: null };
  }
  const across = box.width / turned.width;
  const down = box.height / turned.height;
  const wanted = params.fit === 'cover' ? Math.max(across, down) : Math.min(across, down);
  // Shrinks the box with the picture where it would have to be enlarged.
  const limit = params.enlarge || params.fit === 'pad' ? 1 : Math.min(1, 1 / wanted);
  const factor = params.enlarge ? wanted : Math.min(1, wanted);
  const stretched = params.fit === 'stretch';
  const scaled = stretched
    ? { width: whole(box.width * limit), height: whole(box.height * limit) }
    : { width: whole(turned.width * factor), height: whole(turned.height * factor) };
  const result =
    params.fit === 'inside' || stretched
      ? scaled
      : params.fit === 'pad'
        ? { width: Math.max(box.width, 1), height: Math.max(box.height, 1) }
        : {
            width: Math.min(scaled.width, whole(box.width * limit)),
            height: Math.min(scaled.height, whole(box.height * limit)),
          };
  const [alongX, alongY] = anchors[params.anchor];
  return {
    turned,
    scaled,
    result,
    left: Math.round((scaled.width - result.width) * alongX) || 0,
    top: Math.round((scaled.height - result.height) * alongY) || 0,
    dpi: box.dpi,
  };
}
