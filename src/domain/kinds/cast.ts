import type { KindSchema } from './schema.ts';

export const character: KindSchema = {
  kind: 'character',
  help: 'Who appears, and what must stay the same from picture to picture.',
  hasText: false,
  fields: [
    { type: 'lines', key: 'description', label: 'Description', longest: 20_000 },
    {
      type: 'pairs',
      key: 'attributes',
      label: 'Attributes',
      help: 'For example: hair, eyes, age, outfit.',
    },
    {
      type: 'lines',
      key: 'consistency_prompt',
      label: 'Consistency prompt',
      help: 'Words that go into every prompt with this character.',
      longest: 20_000,
    },
  ],
  partOf: [],
};

export const environment: KindSchema = {
  kind: 'environment',
  help: 'A place that comes again.',
  hasText: false,
  fields: [
    { type: 'lines', key: 'description', label: 'Description', longest: 20_000 },
    {
      type: 'choice',
      key: 'anchor_type',
      label: 'Held by',
      options: [
        { value: 'descriptive', label: 'Its description' },
        { value: 'reference_based', label: 'Reference pictures' },
        { value: 'other', label: 'Something else' },
      ],
    },
    {
      type: 'list',
      key: 'locked_elements',
      label: 'Never changes',
      help: 'One a line: the red door, three windows.',
    },
  ],
  partOf: [],
};

export const style: KindSchema = {
  kind: 'style',
  help: 'How things look or are told, to be used again.',
  hasText: false,
  fields: [
    {
      type: 'choice',
      key: 'style_type',
      label: 'Style of',
      options: [
        { value: 'image', label: 'Pictures' },
        { value: 'story', label: 'The telling' },
      ],
    },
    { type: 'lines', key: 'prompt', label: 'Words for prompts', longest: 20_000 },
    { type: 'lines', key: 'negative', label: 'Words to avoid', longest: 20_000 },
    { type: 'lines', key: 'description', label: 'Description', longest: 20_000 },
  ],
  partOf: [],
};
