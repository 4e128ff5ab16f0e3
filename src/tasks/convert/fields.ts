/** The form of a conversion. */
import { printProfiles } from '#domain/print.ts';
import type { Field } from '#domain/task-kind.ts';

import { turnField } from '../common-fields.ts';

const inBox = { name: 'size', is: ['box', 'print'] } as const;
const pixels = { type: 'number', min: 1, max: 65_535, step: 1, unit: 'px' } as const;

export const convertFields: readonly Field[] = [
  {
    type: 'choice',
    name: 'format',
    label: 'Format',
    options: [
      { value: 'webp', label: 'WebP', help: 'Small, with transparency; every browser opens it.' },
      { value: 'jpeg', label: 'JPEG', help: 'Opens everywhere; has no transparency.' },
      { value: 'png', label: 'PNG', help: 'Loses nothing, makes large files.' },
      { value: 'avif', label: 'AVIF', help: 'Smallest files; slow to write.' },
      { value: 'gif', label: 'GIF', help: 'At most 256 colours, dithered; for old programs.' },
    ],
    initial: 'webp',
  },
  {
    type: 'number',
    name: 'quality',
    label: 'Quality',
    when: { name: 'format', is: ['webp', 'jpeg', 'avif'] },
    min: 1,
    max: 100,
    step: 1,
    initial: 85,
  },
  {
    type: 'number',
    name: 'at_most_kb',
    label: 'At most',
    help: 'Empty: no limit. The best quality that fits is searched for, then a smaller size.',
    min: 1,
    max: 1_000_000,
    step: 1,
    unit: 'kB',
    initial: null,
  },
  {
    type: 'choice',
    name: 'size',
    label: 'Size',
    options: [
      { value: 'keep', label: 'As it is' },
      { value: 'long_side', label: 'Longest side' },
      { value: 'percent', label: 'Percent' },
      { value: 'box', label: 'Width and height' },
      {
        value: 'print',
        label: 'For a print',
        help: 'Writes the dots per inch that the picture really has; none are made up.',
      },
    ],
    initial: 'keep',
  },
  {
    ...pixels,
    name: 'long_side',
    label: 'Longest side',
    when: { name: 'size', is: ['long_side'] },
    initial: null,
  },
  {
    type: 'number',
    name: 'percent',
    label: 'Percent of the size',
    when: { name: 'size', is: ['percent'] },
    min: 1,
    max: 800,
    step: 1,
    unit: '%',
    initial: 100,
  },
  {
    ...pixels,
    name: 'width',
    label: 'Width',
    when: { name: 'size', is: ['box'] },
    help: 'Empty: follows the height.',
    initial: null,
  },
  {
    ...pixels,
    name: 'height',
    label: 'Height',
    when: { name: 'size', is: ['box'] },
    help: 'Empty: follows the width.',
    initial: null,
  },
  {
    type: 'choice',
    name: 'print',
    label: 'Print',
    when: { name: 'size', is: ['print'] },
    options: printProfiles.map(({ id, name }) => ({ value: id, label: name })),
    initial: 'shirt',
  },
  {
    type: 'choice',
    name: 'fit',
    label: 'Where the shape differs',
    when: inBox,
    options: [
      { value: 'inside', label: 'Fit inside', help: 'All of the picture, in its own shape.' },
      { value: 'cover', label: 'Fill and cut', help: 'Fills the box; what hangs over is cut off.' },
      { value: 'pad', label: 'Surround', help: 'All of the picture, with a ground around it.' },
      { value: 'stretch', label: 'Stretch', help: 'Pulls the picture out of shape.' },
    ],
    initial: 'inside',
  },
  {
    type: 'choice',
    name: 'anchor',
    label: 'What stays when cut',
    when: { name: 'fit', is: ['cover'] },
    options: [
      { value: 'centre', label: 'Centre' },
      { value: 'top', label: 'Top' },
      { value: 'bottom', label: 'Bottom' },
      { value: 'left', label: 'Left' },
      { value: 'right', label: 'Right' },
    ],
    initial: 'centre',
  },
  {
    type: 'toggle',
    name: 'enlarge',
    label: 'Enlarge smaller pictures',
    help: 'Off: a picture smaller than the size asked for keeps its own. Upscale does it better.',
    when: { name: 'size', is: ['long_side', 'percent', 'box', 'print'] },
    initial: false,
  },
  turnField,
  { type: 'toggle', name: 'mirror', label: 'Mirror', initial: false },
  {
    type: 'choice',
    name: 'profile',
    label: 'Colours',
    options: [
      { value: 'keep', label: 'Keep the profile' },
      {
        value: 'srgb',
        label: 'Convert to sRGB',
        help: 'For the web and for programs that know no profiles.',
      },
    ],
    initial: 'keep',
  },
  {
    type: 'toggle',
    name: 'keep_metadata',
    label: 'Keep metadata',
    help: 'EXIF, XMP and colour profile. Off also takes out where a photo was taken.',
    initial: true,
  },
  {
    type: 'choice',
    name: 'background',
    label: 'Ground',
    help: 'Behind transparency in JPEG and GIF, and around a surrounded picture.',
    options: [
      { value: '#ffffff', label: 'White' },
      { value: '#000000', label: 'Black' },
      { value: '#808080', label: 'Grey' },
    ],
    initial: '#ffffff',
  },
];
