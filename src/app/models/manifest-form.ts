/** A model's manifest as fields of a form, and back. */
import { faceTemplateNames } from '#domain/face.ts';
import {
  activations,
  channelOrders,
  maskOnes,
  maskPlaces,
  modelLayouts,
  modelTasks,
  modelTypes,
  type ModelFileFacts,
  type ModelManifest,
  type SwapUse,
  type Triple,
} from '#domain/local-model.ts';
import type { Field } from '#domain/task-kind.ts';
import type { Settings } from '../ui/TaskForm.tsx';
import { modelWords } from '../words/models.ts';

const words = modelWords.fields;

const ranges = { unit: [0, 1], signed: [-1, 1], bytes: [0, 255] } as const;
const normals: Readonly<Record<'imagenet' | 'half', { mean: Triple; deviation: Triple }>> = {
  imagenet: { mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] },
  half: { mean: [0.5, 0.5, 0.5], deviation: [0.5, 0.5, 0.5] },
};

const same = (one: readonly number[] | null, other: readonly number[] | null): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

const rangeName = (range: readonly [number, number]): string =>
  Object.entries(ranges).find(([, values]) => same(values, range))?.[0] ?? 'own';

const normalName = ({ mean, deviation }: ModelManifest): string =>
  mean === null && deviation === null
    ? 'none'
    : (Object.entries(normals).find(
        ([, one]) => same(one.mean, mean) && same(one.deviation, deviation),
      )?.[0] ?? 'own');

const choice = (
  name: string,
  label: string,
  options: readonly { readonly value: string; readonly label: string }[],
): Extract<Field, { type: 'choice' }> => ({
  type: 'choice',
  name,
  label,
  options,
  initial: options[0]?.value ?? '',
});

const named = <Key extends string>(keys: readonly Key[], labels: Readonly<Record<Key, string>>) =>
  keys.map((key) => ({ value: key, label: labels[key] }));

const number = (name: string, label: string, help: string, max: number): Field => ({
  type: 'number',
  name,
  label,
  ...(help === '' ? {} : { help }),
  min: name === 'overlap' ? 0 : 1,
  max,
  step: 1,
  unit: name === 'multipleOf' ? '' : 'px',
  initial: null,
});

/** The fields for a file: its own inputs and outputs are the choices. */
export function manifestFields(facts: ModelFileFacts): readonly Field[] {
  const ports = (list: ModelFileFacts['inputs']) =>
    list.map(({ name, dims }) => ({
      value: name,
      label: `${name} (${dims.map((dim) => dim ?? '?').join(' × ')})`,
    }));
  const rangesOf = Object.entries(words.ranges).map(([value, label]) => ({ value, label }));
  const inpaint = { name: 'task', is: ['inpaint'] } as const;
  const swap = { name: 'task', is: ['face_swap'] } as const;
  const templates = named(faceTemplateNames, words.templates);
  // A detector is read by the shapes of all its outputs.
  const onePicture = { name: 'task', is: modelTasks.filter((task) => task !== 'face_detection') };
  return [
    choice('task', words.task, named(modelTasks, modelWords.tasks)),
    choice('input', words.input, ports(facts.inputs)),
    { ...choice('template', words.template, templates), when: swap },
    { ...choice('source', words.source, ports(facts.inputs)), when: swap },
    { ...choice('sourceTemplate', words.sourceTemplate, templates), when: swap },
    { ...choice('sourceRange', words.sourceRange, rangesOf), when: swap },
    { ...number('sourceWidth', words.sourceWidth, '', 4096), when: swap },
    { ...number('sourceHeight', words.sourceHeight, '', 4096), when: swap },
    { ...choice('output', words.output, ports(facts.outputs)), when: onePicture },
    { ...choice('mask', words.mask, named(maskPlaces, words.masks)), when: inpaint },
    {
      ...choice('maskInput', words.maskInput, [{ value: '', label: '–' }, ...ports(facts.inputs)]),
      when: { name: 'mask', is: ['input'] },
    },
    { ...choice('maskOnes', words.maskOnes, named(maskOnes, words.ones)), when: inpaint },
    { type: 'toggle', name: 'blankHole', label: words.blankHole, initial: false, when: inpaint },
    {
      ...choice('activation', words.activation, named(activations, words.activations)),
      when: { name: 'task', is: ['matting'] },
    },
    choice('range', words.range, rangesOf),
    { ...choice('outputRange', words.outputRange, rangesOf), when: onePicture },
    choice(
      'normal',
      words.normal,
      Object.entries(words.normals).map(([value, label]) => ({ value, label })),
    ),
    choice('channelOrder', words.channelOrder, named(channelOrders, words.orders)),
    choice('layout', words.layout, named(modelLayouts, words.layouts)),
    choice('dtype', words.dtype, named(modelTypes, words.dtypes)),
    number('width', words.width, words.anySize, 4096),
    number('height', words.height, words.anySize, 4096),
    number('multipleOf', words.multipleOf, '', 512),
    {
      ...number('overlap', words.overlap, words.overlapHelp, 512),
      when: { name: 'task', is: ['upscale'] },
    },
  ];
}

export const settingsOf = (manifest: ModelManifest): Settings => ({
  task: manifest.task,
  input: manifest.input,
  output: manifest.output,
  mask: manifest.mask,
  maskInput: manifest.maskInput ?? '',
  maskOnes: manifest.maskOnes,
  blankHole: manifest.blankHole,
  activation: manifest.activation,
  range: rangeName(manifest.range),
  outputRange: rangeName(manifest.outputRange),
  normal: normalName(manifest),
  channelOrder: manifest.channelOrder,
  layout: manifest.layout,
  dtype: manifest.dtype,
  width: manifest.fixed?.width ?? null,
  height: manifest.fixed?.height ?? null,
  multipleOf: manifest.multipleOf,
  overlap: manifest.overlap,
  source: swapOrUsual(manifest).source,
  sourceRange: rangeName(swapOrUsual(manifest).sourceRange),
  sourceTemplate: swapOrUsual(manifest).sourceTemplate,
  template: swapOrUsual(manifest).template,
  sourceWidth: swapOrUsual(manifest).sourceSize.width,
  sourceHeight: swapOrUsual(manifest).sourceSize.height,
});

/** How it takes two faces; for what is not known to swap them, the usual. */
const swapOrUsual = ({ swap, input }: ModelManifest): SwapUse =>
  swap ?? {
    source: input,
    sourceSize: { width: 256, height: 256 },
    sourceRange: [0, 1],
    sourceTemplate: 'ffhq_512',
    template: 'ffhq_512',
  };

/** The part of a manifest that only networks which swap faces have. */
function swapOf(settings: Settings, before: SwapUse): SwapUse {
  const { source, sourceWidth, sourceHeight, sourceRange } = settings;
  return {
    source: typeof source === 'string' && source !== '' ? source : before.source,
    sourceSize: {
      width: whole(sourceWidth, before.sourceSize.width),
      height: whole(sourceHeight, before.sourceSize.height),
    },
    sourceRange: rangeOf(sourceRange, before.sourceRange),
    sourceTemplate: oneOf(faceTemplateNames, settings['sourceTemplate'], before.sourceTemplate),
    template: oneOf(faceTemplateNames, settings['template'], before.template),
  };
}

const oneOf = <Value extends string>(
  list: readonly Value[],
  value: unknown,
  otherwise: Value,
): Value => list.find((one) => one === value) ?? otherwise;

const whole = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && Number.isInteger(value) ? value : otherwise;

const rangeOf = (name: unknown, otherwise: ModelManifest['range']): ModelManifest['range'] =>
  name === 'unit' || name === 'signed' || name === 'bytes' ? ranges[name] : otherwise;

const isUntouched = (settings: Settings, before: ModelManifest): boolean =>
  Object.entries(settingsOf(before)).every(([name, value]) => settings[name] === value);

/** The manifest that a form says; what it cannot say stays as it was. */
export function manifestOf(
  settings: Settings,
  before: ModelManifest,
  isConfirmed = false,
): ModelManifest {
  const text = (name: string, otherwise: string): string => {
    const value = settings[name];
    return typeof value === 'string' && value !== '' ? value : otherwise;
  };
  const normal = settings['normal'];
  const normalised =
    normal === 'imagenet' || normal === 'half'
      ? normals[normal]
      : normal === 'none'
        ? { mean: null, deviation: null }
        : { mean: before.mean, deviation: before.deviation };
  const { width, height } = settings;
  const task = oneOf(modelTasks, settings['task'], before.task);
  const maskInput = text('maskInput', '');
  const { guessed, ...known } = before;
  return {
    ...known,
    // What a person says of it is no guess, whichever part they changed.
    ...(guessed && !isConfirmed && isUntouched(settings, before) ? { guessed } : {}),
    ...normalised,
    task,
    input: text('input', before.input),
    output: text('output', before.output),
    mask: task === 'inpaint' ? oneOf(maskPlaces, settings['mask'], before.mask) : 'none',
    maskInput: maskInput === '' ? null : maskInput,
    maskOnes: oneOf(maskOnes, settings['maskOnes'], before.maskOnes),
    blankHole: settings['blankHole'] === true,
    activation: oneOf(activations, settings['activation'], before.activation),
    range: rangeOf(settings['range'], before.range),
    outputRange: rangeOf(settings['outputRange'], before.outputRange),
    channelOrder: oneOf(channelOrders, settings['channelOrder'], before.channelOrder),
    layout: oneOf(modelLayouts, settings['layout'], before.layout),
    dtype: oneOf(modelTypes, settings['dtype'], before.dtype),
    scale: task === 'upscale' ? before.scale : 1,
    swap: task === 'face_swap' ? swapOf(settings, swapOrUsual(before)) : null,
    fixed: typeof width === 'number' && typeof height === 'number' ? { width, height } : null,
    multipleOf: whole(settings['multipleOf'], before.multipleOf),
    overlap: whole(settings['overlap'], before.overlap),
  };
}
