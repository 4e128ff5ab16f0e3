/** The form of a conversion of films. */
import type { Field } from '#domain/task-kind.ts';

import { qualityField, trimFields, turnField } from '../common-fields.ts';

const films = { name: 'format', is: ['mp4', 'webm', 'mov', 'mkv'] } as const;
const cut = {
  type: 'number',
  min: 0,
  max: 8192,
  step: 1,
  unit: 'px',
  initial: 0,
  more: true,
} as const;

export const convertVideoFields: readonly Field[] = [
  {
    type: 'choice',
    name: 'format',
    label: 'Format',
    options: [
      { value: 'mp4', label: 'MP4', help: 'Plays everywhere.' },
      { value: 'webm', label: 'WebM', help: 'Free codecs; every browser plays it.' },
      { value: 'mov', label: 'MOV', help: 'For editors of video.' },
      { value: 'mkv', label: 'MKV', help: 'Holds every codec; few browsers play it.' },
      { value: 'gif', label: 'GIF', help: '256 colours, no sound, large: for short loops.' },
      { value: 'webp', label: 'Animated WebP', help: 'As GIF, in all colours and smaller.' },
    ],
    initial: 'mp4',
  },
  qualityField(),
  {
    type: 'number',
    name: 'at_most_kb',
    label: 'At most',
    help: 'Empty: no limit; 2000 is 2 MB. The bit rate is chosen so that the file keeps to it.',
    when: films,
    min: 20,
    max: 100_000_000,
    step: 1,
    unit: 'kB',
    initial: null,
  },
  ...trimFields,
  {
    type: 'number',
    name: 'width',
    label: 'Width',
    help: 'Empty: follows the height, or stays.',
    min: 16,
    max: 8192,
    step: 2,
    unit: 'px',
    initial: null,
  },
  {
    type: 'choice',
    name: 'sound',
    label: 'Sound',
    when: films,
    options: [
      { value: 'keep', label: 'Keep' },
      { value: 'none', label: 'None' },
    ],
    initial: 'keep',
  },
  {
    type: 'number',
    name: 'height',
    more: true,
    label: 'Height',
    help: 'Empty: follows the width, or stays.',
    min: 16,
    max: 8192,
    step: 2,
    unit: 'px',
    initial: null,
  },
  {
    type: 'choice',
    name: 'codec',
    more: true,
    label: 'Video codec',
    when: films,
    options: [
      {
        value: 'auto',
        label: 'Usual for the format',
        help: 'H.264 in MP4, MOV and MKV; VP9 in WebM.',
      },
      {
        value: 'keep',
        label: 'Keep',
        help: 'Copies the film as it is where the format can hold it and nothing else changes: quick, and nothing is lost. A cut then falls on the key frame before.',
      },
      { value: 'avc', label: 'H.264' },
      { value: 'vp9', label: 'VP9' },
      { value: 'av1', label: 'AV1', help: 'The smallest and the slowest.' },
    ],
    initial: 'auto',
  },
  {
    type: 'choice',
    name: 'interlaced',
    more: true,
    label: 'Interlaced film',
    options: [
      {
        value: 'frames',
        label: 'Make whole pictures',
        help: 'Film of television and camcorders may have half pictures: combs where something moves. The media engine, fetched once, makes whole ones of them. Other film stays as it is.',
      },
      {
        value: 'fields',
        label: 'One of each half',
        help: 'Twice as many pictures: movement as smooth as on a television.',
      },
      { value: 'keep', label: 'Leave it', help: 'Half pictures stay as they are.' },
    ],
    initial: 'frames',
  },
  { ...cut, name: 'crop_left', label: 'Cut off at the left' },
  { ...cut, name: 'crop_right', label: 'Cut off at the right' },
  { ...cut, name: 'crop_top', label: 'Cut off above' },
  { ...cut, name: 'crop_bottom', label: 'Cut off below' },
  { ...turnField, more: true },
  {
    type: 'number',
    name: 'fps',
    more: true,
    label: 'Frames a second',
    help: 'Empty keeps them; a GIF or WebP then has 15.',
    min: 1,
    max: 120,
    step: 1,
    initial: null,
  },
];
