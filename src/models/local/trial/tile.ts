/** What a model is tested with: a tile of soft shapes with a hole in it, or a figure or a face that is drawn. */
import { faceTemplates, type FacePoints, type FaceTemplate } from '#domain/face.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { swapFeeds } from '../face/swap.ts';
import type { RunnableModel } from '../manifest.ts';
import { inpaintFeeds } from '../mask-model.ts';
import type { Feed } from '../network.ts';
import { networkSize } from '../open-model.ts';
import { feedOf } from '../tensors.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Most numbers that a test may put in or wait for: what a browser tab survives. */
const mostElements = 64_000_000;

/** Size of the tile: the network's own, or a small one that it can take. */
export function trialSize(model: RunnableModel): Size {
  if (model.fixed) return model.fixed;
  if (model.task !== 'upscale') return networkSize(model);
  const side = Math.ceil(64 / model.multipleOf) * model.multipleOf;
  return { width: side, height: side };
}

/** Red runs across, green down, blue in circles; all between a tenth and nine tenths. */
export function pattern({ width, height }: Size): Float32Array {
  const area = width * height;
  const planes = new Float32Array(3 * area);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      const far = Math.hypot(x - width / 2, y - height / 2) / Math.max(width, height);
      planes[at] = 0.1 + (0.8 * x) / Math.max(1, width - 1);
      planes[at + area] = 0.1 + (0.8 * y) / Math.max(1, height - 1);
      planes[at + 2 * area] = 0.5 + 0.4 * Math.cos(far * 20);
    }
  }
  return planes;
}

/** Colours of the figure that is cut out in a test: ground, skin, jacket. */
const figureColours = [
  [0.3, 0.42, 0.52],
  [0.88, 0.68, 0.56],
  [0.78, 0.2, 0.16],
] as const;

/** What part of the test's figure stands at a place (0 to 1 across and down): 0 none, 1 head, 2 body. */
export function figureAt(x: number, y: number): 0 | 1 | 2 {
  if (((x - 0.5) / 0.13) ** 2 + ((y - 0.34) / 0.17) ** 2 < 1) return 1;
  const isBody = ((x - 0.5) / 0.3) ** 2 + ((y - 0.92) / 0.42) ** 2 < 1;
  return isBody || (Math.abs(x - 0.5) < 0.06 && y > 0.34 && y < 0.6) ? 2 : 0;
}

/** A person from the breast up before a plain ground: what every network that cuts out finds. */
function figure({ width, height }: Size): Float32Array {
  const area = width * height;
  const planes = new Float32Array(3 * area);
  for (let at = 0; at < area; at += 1) {
    const [x, y] = [((at % width) + 0.5) / width, (Math.floor(at / width) + 0.5) / height];
    const part = figureAt(x, y);
    // Light falls from one side, so that nothing is a flat sticker.
    const light = part === 0 ? 1 : 1.08 - 0.3 * Math.abs(x - 0.42);
    for (let channel = 0; channel < 3; channel += 1) {
      planes[at + channel * area] = Math.min(0.9, figureColours[part][channel] ?? 0) * light;
    }
  }
  return planes;
}

/** A hole over the middle quarter. */
export function hole({ width, height }: Size): Float32Array {
  const mask = new Float32Array(width * height);
  for (let y = Math.floor(height * 0.375); y < height * 0.625; y += 1) {
    for (let x = Math.floor(width * 0.375); x < width * 0.625; x += 1) mask[y * width + x] = 1;
  }
  return mask;
}

/** The soft shapes with a chequered thing where the hole will be: what is to be taken out. */
export function tileWithThing(size: Size): Float32Array {
  const planes = pattern(size);
  const mask = hole(size);
  const square = Math.max(2, Math.floor(size.width / 32));
  for (let at = 0; at < planes.length; at += 1) {
    const place = at % mask.length;
    if ((mask[place] ?? 0) === 0) continue;
    const [x, y] = [place % size.width, Math.floor(place / size.width)];
    planes[at] = (Math.floor(x / square) + Math.floor(y / square)) % 2 === 0 ? 0.05 : 0.95;
  }
  return planes;
}

/** Colours of a drawn face: ground, skin, eyes, lips. */
type Colours = readonly [Colour, Colour, Colour, Colour];
type Colour = readonly [number, number, number];
const oneFace: Colours = [
  [0.35, 0.4, 0.5],
  [0.85, 0.66, 0.55],
  [0.15, 0.12, 0.1],
  [0.7, 0.3, 0.32],
];
const otherFace: Colours = [
  [0.5, 0.5, 0.42],
  [0.5, 0.35, 0.27],
  [0.1, 0.25, 0.15],
  [0.5, 0.18, 0.2],
];

/** Planes 0 to 1 of a face drawn where a template has its points: an oval, eyes, a nose, a mouth. */
function drawnFace({ width, height }: Size, template: FaceTemplate, colours: Colours) {
  const share: FacePoints = faceTemplates[template];
  const unit = share.eyeRight.x - share.eyeLeft.x;
  const [middleX, middleY] = [share.nose.x, share.nose.y - unit * 0.05];
  const mouthY = (share.mouthLeft.y + share.mouthRight.y) / 2;
  const isNear = (dx: number, dy: number, across: number, down: number): boolean =>
    (dx / (across * unit)) ** 2 + (dy / (down * unit)) ** 2 < 1;
  const [ground, skin, eyes, lips] = colours;
  const area = width * height;
  const planes = new Float32Array(3 * area);
  for (let at = 0; at < area; at += 1) {
    const [x, y] = [((at % width) + 0.5) / width, (Math.floor(at / width) + 0.5) / height];
    const isEye = [share.eyeLeft, share.eyeRight].some((eye) =>
      isNear(x - eye.x, y - eye.y, 0.2, 0.11),
    );
    const isFace = isNear(x - middleX, y - middleY, 1.05, 1.35);
    const isMouth = isNear(x - middleX, y - mouthY, 0.4, 0.13);
    const colour = isEye ? eyes : isMouth ? lips : isFace ? skin : ground;
    // Light falls from one side.
    const light = isFace ? 1.05 - 0.25 * Math.abs(x - middleX) - 0.1 * x : 1;
    for (let channel = 0; channel < 3; channel += 1) {
      planes[at + channel * area] = Math.min(1, (colour[channel] ?? 0) * light);
    }
  }
  return planes;
}

const inRange = (planes: Float32Array, [low, high]: readonly [number, number]): Float32Array =>
  planes.map((value) => low + value * (high - low));

/** Everything that the network wants to be given. */
export function trialFeeds(
  model: RunnableModel,
  size = trialSize(model),
): Result<Readonly<Record<string, Feed>>> {
  const elements = 4 * size.width * size.height * Math.max(1, model.scale) ** 2;
  if (elements > mostElements) return fail({ code: 'out_of_memory', what: 'one tile of it' });
  switch (model.task) {
    case 'inpaint':
      return ok(inpaintFeeds(model, tileWithThing(size), hole(size), size));
    case 'upscale':
      return ok({ [model.input]: feedOf(inRange(pattern(size), model.range), model, size) });
    case 'matting':
      return ok({ [model.input]: feedOf(inRange(figure(size), model.range), model, size) });
    case 'face_detection': {
      const face = drawnFace(size, 'ffhq_512', oneFace);
      return ok({ [model.input]: feedOf(inRange(face, model.range), model, size) });
    }
    case 'face_swap': {
      const { swap } = model;
      if (!swap) {
        const reason = 'it is not described how it takes its two faces';
        return fail({ code: 'unsupported', what: 'a model that swaps faces', reason });
      }
      const target = drawnFace(size, swap.template, oneFace);
      const source = drawnFace(swap.sourceSize, swap.sourceTemplate, otherFace);
      return ok(
        swapFeeds(model, swap, inRange(target, model.range), inRange(source, swap.sourceRange)),
      );
    }
  }
}
