/** The shape of a model's manifest and test, as they come from a form, a file or a run. */
import {
  activations,
  channelOrders,
  maskOnes,
  maskPlaces,
  modelLayouts,
  modelTasks,
  modelTypes,
} from '#domain/local-model.ts';
import { faceTemplateNames } from '#domain/face.ts';
import * as shape from './input.ts';
import { z } from './input.ts';

const portName = z.string().check(z.minLength(1), z.maxLength(500));
const finite = z.number().check(z.gte(-1e6), z.lte(1e6));
const triple = z.nullable(z.tuple([finite, finite, finite]));
const notZero = z.nullable(
  z
    .tuple([finite, finite, finite])
    .check(z.refine((values) => values.every((value) => value !== 0), 'must not be 0')),
);
const range = z
  .tuple([finite, finite])
  .check(z.refine(([black, white]) => black !== white, 'black and white must differ'));
const size = z.strictObject({
  width: z.int().check(z.gte(1), z.lte(4096)),
  height: z.int().check(z.gte(1), z.lte(4096)),
});
const faceTemplate = z.enum(faceTemplateNames);
const side = z.int().check(z.gte(16), z.lte(2048));
const dimension = z.union([z.number(), z.string().check(z.maxLength(500)), z.null()]);
const ports = z
  .array(
    z.strictObject({
      name: shape.text(500),
      type: shape.text(50),
      dims: z.array(dimension).check(z.maxLength(16)),
    }),
  )
  .check(z.maxLength(200));

export const modelTask = z.enum(modelTasks);

export const modelManifest = z.strictObject({
  task: modelTask,
  guessed: z.optional(z.literal(true)),
  input: portName,
  output: portName,
  maskInput: z.nullable(portName),
  layout: z.enum(modelLayouts),
  dtype: z.enum(modelTypes),
  range,
  outputRange: range,
  mean: triple,
  deviation: notZero,
  channelOrder: z.enum(channelOrders),
  scale: z.int().check(z.gte(0), z.lte(16)),
  radius: z.nullable(z.int().check(z.gte(0), z.lte(1024))),
  overlap: z.int().check(z.gte(0), z.lte(512)),
  tile: z.strictObject({ webgpu: side, wasm: side }),
  multipleOf: z.int().check(z.gte(1), z.lte(512)),
  fixed: z.nullable(size),
  mask: z.enum(maskPlaces),
  maskOnes: z.enum(maskOnes),
  maskOffset: finite,
  blankHole: z.boolean(),
  activation: z.enum(activations),
  swap: z._default(
    z.nullable(
      z.strictObject({
        source: portName,
        sourceSize: size,
        sourceRange: range,
        sourceTemplate: faceTemplate,
        template: faceTemplate,
      }),
    ),
    null,
  ),
  free: z.strictObject({
    batch: z.nullable(shape.text(500)),
    height: z.nullable(shape.text(500)),
    width: z.nullable(shape.text(500)),
  }),
});

export const modelFacts = z.strictObject({
  producer: shape.text(500),
  opset: z.number(),
  nodes: z.number(),
  parameters: z.number(),
  inputs: ports,
  outputs: ports,
});

const backend = z.enum(['webgpu', 'wasm']);

export const modelTest = z.strictObject({
  passed: z.boolean(),
  reason: z.nullable(shape.text(2000)),
  input: z.array(z.number()).check(z.maxLength(16)),
  output: z.array(z.number()).check(z.maxLength(16)),
  trials: z
    .array(
      z.strictObject({
        backend,
        openMs: z.number(),
        tileMs: z.number(),
        threads: z.number(),
      }),
    )
    .check(z.maxLength(4)),
  difference: z.nullable(z.number()),
  backend: z.nullable(backend),
  withoutGpu: z.nullable(shape.text(2000)),
  tested_at: shape.time,
});
