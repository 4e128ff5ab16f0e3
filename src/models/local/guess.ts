/**
 * A manifest guessed from what a file says of itself. What cannot be known from shapes (the range
 * of values, the order of channels) gets the usual; a person can change it, and the test measures
 * what can be measured.
 */
import { plainManifest, type ModelManifest, type ModelPort } from '#domain/local-model.ts';
import type { ModelTask } from '#domain/local-model.ts';
import type { OnnxFacts } from '#formats/onnx/read.ts';

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

const nameOf = (dim: number | string | null): string | null =>
  typeof dim === 'string' ? dim : null;
const numberOf = (dim: number | string | null): number | null =>
  typeof dim === 'number' ? dim : null;

/** Guesses how a network is used; null where nothing in it looks like a picture. */
export function guessManifest(facts: OnnxFacts, wanted?: ModelTask): ModelManifest | null {
  const inputs = facts.inputs.map(asPicture).filter((port) => port !== null);
  const outputs = facts.outputs.map(asPicture).filter((port) => port !== null);
  const image = inputs.find(({ channels }) => channels >= 3);
  const output = outputs[0];
  if (!image) return null;
  const mask = inputs.find((port) => port !== image && port.channels === 1);
  const task = wanted ?? taskOf(image, mask, output);
  const dtype = image.port.type;
  const [height, width] = [numberOf(image.height), numberOf(image.width)];
  const fixed = height !== null && width !== null ? { width, height } : usualSize(task);
  const isBytes = dtype === 'uint8';
  const range = isBytes ? ([0, 255] as const) : ([0, 1] as const);
  return {
    ...plainManifest,
    task,
    input: image.port.name,
    output: (output?.port ?? facts.outputs[0])?.name ?? 'output',
    maskInput: mask?.port.name ?? null,
    layout: image.layout,
    dtype: isBytes ? 'uint8' : dtype === 'float16' ? 'float16' : 'float32',
    range,
    outputRange: facts.outputs[0]?.type === 'uint8' ? [0, 255] : range,
    scale: task === 'upscale' ? scaleOf(image, output) : 1,
    overlap: fixed ? Math.min(16, Math.floor(Math.min(fixed.width, fixed.height) / 8)) : 16,
    multipleOf: task === 'upscale' ? 1 : 32,
    fixed,
    mask: image.channels === 4 ? 'after_colours' : mask ? 'input' : 'none',
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

function taskOf(
  image: PicturePort,
  mask: PicturePort | undefined,
  output: PicturePort | undefined,
): ModelTask {
  if (mask || image.channels === 4) return 'inpaint';
  // Where the file does not say its answer's shape: the test will tell.
  return output?.channels === 1 ? 'matting' : 'upscale';
}

/** Networks that cut out are best at the size that they learnt with; 1024 is the usual. */
const usualSize = (task: ModelTask): ModelManifest['fixed'] =>
  task === 'matting' ? { width: 1024, height: 1024 } : null;

/** Output width by input width where both are numbers; 0: a run will tell. */
function scaleOf(image: PicturePort, output: PicturePort | undefined): number {
  const [from, to] = [numberOf(image.width), numberOf(output?.width ?? null)];
  if (from === null || to === null || to % from !== 0) return 0;
  return to / from;
}
