/**
 * Finds the faces of a picture of any size with a detector that was added. For workers only.
 *
 * The picture is looked at as a whole first. Where that shows no face, it is looked at smaller, for
 * detectors have learnt faces of about 10 to 300 pixels and do not know one that fills their whole
 * input, and then in squares, for those that are too small in the whole, in long strips above all.
 */
import { faceRefusal, type FacePoint, type FoundFace } from '#domain/face.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { PixelSource } from '#media/image/pixels.ts';
import { resampled } from '#media/image/views.ts';
import type { RunnableModel } from '../manifest.ts';
import type { Feed, Network } from '../network.ts';
import { networkSize, openModel, type ModelOptions, type RanOn } from '../open-model.ts';
import { feedOf } from '../tensors.ts';
import { facesOf, joined, levelsOf } from './yunet.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A part of the picture that is shown to the detector; it may reach beyond the picture. */
export interface Look extends Size {
  readonly left: number;
  readonly top: number;
}

/** Most squares that are looked at one by one. */
const mostSquares = 60;

/** What is looked at, in turns: the next turn only where the one before showed nothing. */
export function looksAt(picture: Size, network: Size): readonly (readonly Look[])[] {
  const { width, height } = picture;
  const whole: Look = { left: 0, top: 0, width, height };
  const far: Look = { left: -width / 2, top: -height / 2, width: width * 2, height: height * 2 };
  const turns: (readonly Look[])[] = [[whole], [far]];
  const least = Math.min(network.width, network.height) / 2;
  for (let side = Math.min(width, height); side > least; side = Math.floor(side / 2)) {
    const squares = squaresOf(picture, side);
    // The whole was looked at already.
    if (squares.length === 1) continue;
    if (squares.length > mostSquares) break;
    turns.push(squares);
  }
  return turns;
}

/** Squares over the whole picture that overlap by about a half. */
function squaresOf({ width, height }: Size, side: number): readonly Look[] {
  const starts = (length: number): readonly number[] => {
    const steps = Math.max(0, Math.ceil((length - side) / (side / 2)));
    return Array.from({ length: steps + 1 }, (_, at) =>
      steps === 0 ? 0 : Math.round(((length - side) * at) / steps),
    );
  };
  return starts(height).flatMap((top) =>
    starts(width).map((left) => ({ left, top, width: side, height: side })),
  );
}

/** What the network is given for a look, and how its pixels become those of the picture. */
function shown(
  picture: PixelSource,
  look: Look,
  model: RunnableModel,
  size: Size,
): { readonly feed: Feed; readonly scale: number } {
  const scale = Math.min(size.width / look.width, size.height / look.height);
  const left = Math.max(0, Math.floor(look.left));
  const top = Math.max(0, Math.floor(look.top));
  const width = Math.min(picture.width, Math.ceil(look.left + look.width)) - left;
  const height = Math.min(picture.height, Math.ceil(look.top + look.height)) - top;
  const part: PixelSource = {
    width,
    height,
    read: (x, y, w, h) => picture.read(left + x, top + y, w, h),
  };
  const to = {
    width: Math.max(1, Math.min(size.width, Math.round(width * scale))),
    height: Math.max(1, Math.min(size.height, Math.round(height * scale))),
  };
  const isSame = to.width === width && to.height === height;
  const small = isSame ? part : resampled(part, { ...to, hasAlpha: true });
  const pixels = small.read(0, 0, to.width, to.height);
  const [shiftX, shiftY] = [
    Math.min(size.width - to.width, Math.max(0, Math.round((left - look.left) * scale))),
    Math.min(size.height - to.height, Math.max(0, Math.round((top - look.top) * scale))),
  ];
  const area = size.width * size.height;
  const [low, high] = model.range;
  // What lies beyond the picture is black, as detectors learnt it.
  const planes = new Float32Array(3 * area).fill(low);
  for (let y = 0, from = 0; y < to.height; y += 1) {
    let at = (y + shiftY) * size.width + shiftX;
    for (let x = 0; x < to.width; x += 1, at += 1, from += 4) {
      const alpha = (pixels[from + 3] ?? 0) / 255;
      for (let channel = 0; channel < 3; channel += 1) {
        const value = ((pixels[from + channel] ?? 0) / 255) * alpha;
        planes[at + channel * area] = low + value * (high - low);
      }
    }
  }
  return { feed: feedOf(planes, model, size), scale };
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

async function lookAt(
  picture: PixelSource,
  look: Look,
  network: Network,
  model: RunnableModel,
): Promise<Result<readonly FoundFace[]>> {
  const size = networkSize(model);
  const { feed, scale } = shown(picture, look, model, size);
  const answers = await network.runAll({ [model.input]: feed });
  if (!answers.ok) return answers;
  const levels = levelsOf(answers.value, size);
  if (!levels) {
    const reason = 'its answers are not those of a detector that finds five points';
    return fail({ code: 'model_failed', model: model.id, reason });
  }
  const place = ({ x, y }: FacePoint): FacePoint => ({
    x: tenth(look.left + x / scale),
    y: tenth(look.top + y / scale),
  });
  return ok(
    facesOf(levels).map(({ points, score, box }) => ({
      points: {
        eyeLeft: place(points.eyeLeft),
        eyeRight: place(points.eyeRight),
        nose: place(points.nose),
        mouthLeft: place(points.mouthLeft),
        mouthRight: place(points.mouthRight),
      },
      score: Math.round(score * 1000) / 1000,
      box: {
        left: tenth(look.left + box.left / scale),
        top: tenth(look.top + box.top / scale),
        width: tenth(box.width / scale),
        height: tenth(box.height / scale),
      },
    })),
  );
}

/** The faces of a picture, the largest first; none is an answer too. */
export async function findFaces(
  picture: PixelSource,
  options: ModelOptions,
): Promise<Result<RanOn & { readonly faces: readonly FoundFace[] }>> {
  const { model, signal } = options;
  const opened = await openModel(options);
  if (!opened.ok) return opened;
  const network = opened.value;
  try {
    const turns = looksAt(picture, networkSize(model));
    let faces: readonly FoundFace[] = [];
    for (const [turn, looks] of turns.entries()) {
      const found: FoundFace[] = [];
      for (const [index, look] of looks.entries()) {
        if (signal.aborted) return fail({ code: 'cancelled' });
        const seen = await lookAt(picture, look, network, model);
        if (!seen.ok) return seen;
        found.push(...seen.value);
        options.onStep?.((turn + (index + 1) / looks.length) / turns.length, network.backend);
      }
      faces = joined(found).filter(({ points }) => faceRefusal(points) === null);
      if (faces.length > 0) break;
    }
    const area = ({ box }: FoundFace): number => box.width * box.height;
    return ok({
      faces: faces.toSorted((one, other) => area(other) - area(one)),
      backend: network.backend,
      threads: network.threads,
    });
  } finally {
    await network.release();
  }
}
