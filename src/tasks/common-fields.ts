/** Fields that the forms of several tools share. */
import type { Field } from '#domain/task-kind.ts';

/** The part that is taken, as `trimShape` parses it. */
export const trimFields: readonly Field[] = [
  {
    type: 'number',
    name: 'start',
    label: 'From',
    min: 0,
    max: 360_000,
    step: 0.01,
    unit: 's',
    initial: 0,
  },
  {
    type: 'number',
    name: 'end',
    label: 'To',
    help: 'Empty: to the end.',
    min: 0.01,
    max: 360_000,
    step: 0.01,
    unit: 's',
    initial: null,
  },
];

/** Turns clockwise, in degrees. */
export const turnField: Field = {
  type: 'choice',
  name: 'rotate',
  label: 'Turn',
  options: [
    { value: 0, label: 'No' },
    { value: 90, label: '90°' },
    { value: 180, label: '180°' },
    { value: 270, label: '270°' },
  ],
  initial: 0,
};

/** The format of a picture made from a picture, as `resultFormat` takes it. */
export const formatField = (png: string): Field => ({
  type: 'choice',
  name: 'format',
  label: 'Format',
  options: [
    { value: 'png', label: 'PNG', help: png },
    { value: 'same', label: 'Same as original', help: 'JPEG and WebP; PNG for all others.' },
  ],
  initial: 'png',
});

/** How much of what is there an encoder of film keeps. */
export const qualityField = (help?: string): Field => ({
  type: 'choice',
  name: 'quality',
  label: 'Quality',
  ...(help === undefined ? {} : { help }),
  options: [
    { value: 'small', label: 'Small' },
    { value: 'good', label: 'Good' },
    { value: 'best', label: 'Best' },
  ],
  initial: 'good',
});

/** A share from `min` to 100. */
export const percentField = (
  name: string,
  label: string,
  help: string,
  initial: number,
  min = 0,
): Field => ({ type: 'number', name, label, help, min, max: 100, step: 1, unit: '%', initial });
