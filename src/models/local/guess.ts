/**
 * A manifest guessed from what a file says of itself. What cannot be known from shapes (the range
 * of values, the order of channels) gets the usual; a person can change it, and the test measures
 * what can be measured.
 */
import type { FaceTemplate } from '#domain/face.ts';
import {
  modelTypes,
  plainManifest,
  type ModelManifest,
  type ModelPort,
  type ModelTask,
  type SwapUse,
} from '#domain/local-model.ts';
import type { OnnxFacts } from '#formats/onnx/read.ts';
import { networkSize } from './open-model.ts';

type Layout = ModelManifest['layout'];

/** A port that may be a picture: four dimensions, one of them with few channels. */
interface PicturePort {
  readonly port: ModelPort;
  readonly layout: Layout;
  readonly channels: number;
  readonly batch: number | string | null;
  readonly height: number | string | null;
  readonly width: number | string | null;
}

function asPicture(port: ModelPort): PicturePort | null {
  const { dims } = port;
  if (dims.length !== 4) return null;
  const [batch = null, second = null, third = null, fourth = null] = dims;
  const isFew = (dim: number | string | null): dim is number =>
    typeof dim === 'number' && dim >= 1 && dim <= 4;
  if (isFew(second)) {
    return { port, layout: 'NCHW', channels: second, batch, height: third, width: fourth };
  }
  return isFew(fourth)
    ? { port, layout: 'NHWC', channels: fourth, batch, height: second, width: third }
    : null;
}

/** An input whose file leaves even the number of channels open: three, as nearly always. */
function asOpenPicture(port: ModelPort): PicturePort | null {
  const [batch = null, channels, height = null, width = null] = port.dims;
  const isOpen = port.dims.length === 4 && typeof channels !== 'number';
  return isOpen ? { port, layout: 'NCHW', channels: 3, batch, height, width } : null;
}

/** Whether an answer can be a picture, as far as the file tells. */
const mayBePicture = (port: ModelPort): boolean =>
  port.dims.length === 0 ||
  asPicture(port) !== null ||
  (port.dims.length === 4 && typeof port.dims[1] !== 'number');

/** Why no tool here can run a network, as the rest of a sentence; null where one may. */
export function refusalOf({ inputs, outputs }: OnnxFacts): string | null {
  const [picture] = picturesIn(inputs);
  if (!picture) {
    return inputs.some((port) => asPicture(port)?.channels === 1)
      ? 'it takes grey pictures of one channel, and those that are used here take three or four'
      : 'none of its inputs is a picture of three or four channels';
  }
  const { port, batch } = picture;
  if (port.type !== 'unknown' && !modelTypes.some((type) => type === port.type)) {
    return `it takes its picture as ${port.type}; those that are used here take ${modelTypes.join(', ')}`;
  }
  if (typeof batch === 'number' && batch !== 1) return `it takes ${batch} pictures at once`;
  if (!outputs.some(mayBePicture) && !isDetector(outputs)) {
    return 'it answers with numbers about a picture (as what tells, reads or counts does), and no tool here uses such; those that are used answer with a picture, a matte, or the five points of faces';
  }
  const pictures = outputs.map(asPicture).filter((one) => one !== null);
  const isPair = pictures.length === outputs.length && pictures.every((one) => one.channels === 2);
  return isPair
    ? 'it answers with two planes (two kinds of thing, two colours, or a movement), and those that are used here answer with one, which is a matte, or three'
    : null;
}

function picturesIn(inputs: readonly ModelPort[]): readonly PicturePort[] {
  const told = inputs.map(asPicture).filter((port) => port !== null);
  const pictures = told.filter(({ channels }) => channels >= 3);
  if (pictures.length > 0) return pictures;
  return inputs
    .map(asOpenPicture)
    .filter((port) => port !== null)
    .slice(0, 1);
}

const nameOf = (dim: number | string | null): string | null =>
  typeof dim === 'string' ? dim : null;
const numberOf = (dim: number | string | null): number | null =>
  typeof dim === 'number' ? dim : null;

/** Guesses how a network is used; null where no tool here can run it (`refusalOf`). */
export function guessManifest(facts: OnnxFacts, wanted?: ModelTask): ModelManifest | null {
  if (refusalOf(facts) !== null) return null;
  const inputs = facts.inputs.map(asPicture).filter((port) => port !== null);
  const pictures = picturesIn(facts.inputs);
  const [first] = pictures;
  if (!first) return null;
  const mask = inputs.find((port) => port !== first && port.channels === 1);
  const output = answerOf(facts.outputs, first, wanted);
  const task = wanted ?? taskOf(pictures, mask, output, facts);
  const source = task === 'face_swap' ? sourceOf(pictures, output) : undefined;
  const image = pictures.find((port) => port !== source) ?? first;
  const dtype = image.port.type;
  const [height, width] = [numberOf(image.height), numberOf(image.width)];
  const fixed = height !== null && width !== null ? { width, height } : usualSize(task);
  const isBytes = dtype === 'uint8';
  const isDetector = task === 'face_detection';
  // Detectors of faces come from OpenCV: blue first, as bytes, though in floating point.
  const range = isBytes || isDetector ? ([0, 255] as const) : ([0, 1] as const);
  return {
    ...plainManifest,
    task,
    input: image.port.name,
    output: (output?.port ?? facts.outputs[0])?.name ?? 'output',
    maskInput: mask?.port.name ?? null,
    layout: image.layout,
    dtype: isBytes ? 'uint8' : dtype === 'float16' ? 'float16' : 'float32',
    range,
    outputRange: isDetector ? [0, 1] : facts.outputs[0]?.type === 'uint8' ? [0, 255] : range,
    channelOrder: isDetector ? 'BGR' : 'RGB',
    scale: task === 'upscale' ? scaleOf(image, output) : 1,
    overlap: fixed ? Math.min(16, Math.floor(Math.min(fixed.width, fixed.height) / 8)) : 16,
    multipleOf: task === 'upscale' ? 1 : 32,
    fixed,
    mask: image.channels === 4 ? 'after_colours' : mask ? 'input' : 'none',
    swap: task === 'face_swap' ? swapOf(source, fixed?.width ?? 0, range) : null,
    // MI-GAN's pipeline takes bytes, and a mask whose ones are kept.
    maskOnes: isBytes && mask ? 'keep' : 'hole',
    blankHole: image.channels === 4,
    activation: task === 'matting' && facts.operators['Sigmoid'] === undefined ? 'sigmoid' : 'none',
    free: {
      batch: nameOf(image.batch),
      height: nameOf(image.height),
      width: nameOf(image.width),
    },
  };
}

/** Names of the answer that is wanted where a network gives several planes or pictures. */
const matteName = /matte|alpha|^pha/i;

/**
 * Of several answers the one that counts: what is called a matte, else the first in the size of the
 * picture; networks that learnt at several depths (U²-Net, IS-Net) give their smaller ones as well.
 */
function answerOf(
  ports: readonly ModelPort[],
  image: PicturePort,
  wanted: ModelTask | undefined,
): PicturePort | undefined {
  const outputs = ports.map(asPicture).filter((port) => port !== null);
  const isMatte = ({ port, channels }: PicturePort): boolean =>
    channels === 1 && matteName.test(port.name);
  const planes = wanted === 'matting' ? outputs.filter(({ channels }) => channels === 1) : [];
  const side = numberOf(image.width);
  const inSize = ({ width }: PicturePort): boolean => side === null || numberOf(width) === side;
  const given = planes.length > 0 ? planes : outputs;
  return outputs.find(isMatte) ?? (outputs.length > 1 ? given.find(inSize) : undefined) ?? given[0];
}

/** Whether a file says enough of two pictures to take it for one that swaps faces. */
export function tellsFaces({ inputs, outputs }: OnnxFacts): boolean {
  const isNamed = [...inputs, ...outputs].some(({ name }) =>
    /source|src|target|identity|^id|face|swap/i.test(name),
  );
  const sides = picturesIn(inputs).map(({ width }) => numberOf(width));
  return isNamed || new Set(sides.filter((side) => side !== null)).size > 1;
}

/** Whether a file leaves open how many channels its answer has. */
export const answerIsOpen = ({ outputs }: OnnxFacts): boolean =>
  outputs.length > 0 && outputs.every((port) => asPicture(port) === null);

function taskOf(
  [image, second]: readonly PicturePort[],
  mask: PicturePort | undefined,
  output: PicturePort | undefined,
  facts: OnnxFacts,
): ModelTask {
  if (mask || image?.channels === 4) return 'inpaint';
  if (isDetector(facts.outputs)) return 'face_detection';
  if (second) return 'face_swap';
  // Where the file does not say its answer's shape: the test will tell.
  return output?.channels === 1 ? 'matting' : 'upscale';
}

/** Rows of five points beside rows of boxes, at three strides; or the names that YuNet gives them. */
function isDetector(outputs: readonly ModelPort[]): boolean {
  const rowsOf = (numbers: number, name: RegExp): number =>
    outputs.filter((port) => port.dims.at(-1) === numbers || name.test(port.name)).length;
  return rowsOf(10, /^kps_\d+$/) === 3 && rowsOf(4, /^bbox_\d+$/) === 3;
}

/** Of two pictures the one whose face is put in: by its name, else the one unlike the answer. */
function sourceOf(
  pictures: readonly PicturePort[],
  output: PicturePort | undefined,
): PicturePort | undefined {
  const named = pictures.find(({ port }) => /source|src|identity|^id/i.test(port.name));
  const unlike = pictures.find(
    ({ width }) => numberOf(width) !== null && width !== (output?.width ?? null),
  );
  return named ?? (pictures.length > 1 ? (unlike ?? pictures[1]) : undefined);
}

/** The templates that most networks of these sizes are made for. */
const usualTemplate = (side: number): FaceTemplate =>
  side === 112 ? 'arcface_112' : side === 128 ? 'arcface_128' : 'ffhq_512';

function swapOf(
  source: PicturePort | undefined,
  side: number,
  range: ModelManifest['range'],
): SwapUse {
  const [width, height] = [numberOf(source?.width ?? null), numberOf(source?.height ?? null)];
  const sourceSize =
    width !== null && height !== null
      ? { width, height }
      : networkSize({ task: 'face_swap', fixed: null, multipleOf: 32 });
  return {
    source: source?.port.name ?? 'source',
    sourceSize,
    sourceRange: range,
    sourceTemplate: usualTemplate(sourceSize.width),
    template: usualTemplate(side),
  };
}

/** Networks that cut out are best at the size that they learnt with; 1024 is the usual. */
function usualSize(task: ModelTask): ModelManifest['fixed'] {
  if (task === 'matting') return { width: 1024, height: 1024 };
  const isForFaces = task === 'face_detection' || task === 'face_swap';
  return isForFaces ? networkSize({ task, fixed: null, multipleOf: 32 }) : null;
}

/** Output width by input width where both are numbers; 0: a run will tell. */
function scaleOf(image: PicturePort, output: PicturePort | undefined): number {
  const [from, to] = [numberOf(image.width), numberOf(output?.width ?? null)];
  if (from === null || to === null || to % from !== 0) return 0;
  return to / from;
}
