import type { KindSchema } from './schema.ts';

const day = 86_400;

export const scene: KindSchema = {
  kind: 'scene',
  help: 'One place and time of a story, with its shots.',
  hasText: false,
  fields: [
    { type: 'line', key: 'setting', label: 'Setting', help: 'Where and when.', longest: 500 },
    { type: 'lines', key: 'description', label: 'What happens', longest: 20_000 },
    { type: 'number', key: 'sequence', label: 'Place in order', min: 1, max: 100_000, whole: true },
    {
      type: 'number',
      key: 'duration',
      label: 'Planned length',
      help: 'Leave it empty to count the lengths of its shots.',
      min: 0,
      max: day,
      unit: 's',
    },
  ],
  partOf: [
    { key: 'script', label: 'Script', kind: 'script' },
    { key: 'film', label: 'Film', kind: 'film' },
  ],
};

export const shot: KindSchema = {
  kind: 'shot',
  help: 'What one camera sees, from cut to cut.',
  hasText: false,
  fields: [
    { type: 'number', key: 'sequence', label: 'Place in order', min: 1, max: 100_000, whole: true },
    {
      type: 'line',
      key: 'camera_angle',
      label: 'Camera angle',
      help: 'For example: wide, close-up, low angle, over the shoulder.',
      longest: 200,
    },
    { type: 'number', key: 'duration', label: 'Length', min: 0, max: day, unit: 's' },
    { type: 'lines', key: 'prompt', label: 'Prompt', longest: 20_000 },
  ],
  partOf: [
    { key: 'scene', label: 'Scene', kind: 'scene' },
    { key: 'film', label: 'Film', kind: 'film' },
  ],
};

/** Total length and number of shots are counted from its parts, never typed in. */
export const film: KindSchema = {
  kind: 'film',
  help: 'Shots and scenes in order, and the shapes it goes out in.',
  hasText: false,
  fields: [
    {
      type: 'choice',
      key: 'status',
      label: 'Status',
      options: [
        { value: 'draft', label: 'Draft' },
        { value: 'in_progress', label: 'In progress' },
        { value: 'finished', label: 'Finished' },
        { value: 'published', label: 'Published' },
      ],
    },
    { type: 'lines', key: 'description', label: 'Description', longest: 20_000 },
    {
      type: 'list',
      key: 'platform_variants',
      label: 'Platform variants',
      help: 'Shapes that it goes out in, one a line.',
      options: ['16:9', '9:16', '1:1', '4:5', '21:9'],
    },
  ],
  partOf: [],
};
