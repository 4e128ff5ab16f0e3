import type { KindField, KindSchema } from './schema.ts';

const summary: KindField = {
  type: 'lines',
  key: 'description',
  label: 'Description',
  longest: 20_000,
};

export const text: KindSchema = {
  kind: 'text',
  help: 'Notes, captions, a synopsis, a lyric: anything written.',
  hasText: true,
  fields: [],
  partOf: [],
};

/** Scenes, shots and length are read from its words, never typed in. */
export const script: KindSchema = {
  kind: 'script',
  help: 'A screenplay. Scene headings as in Fountain (INT. CAFÉ - DAY) are counted while you write.',
  hasText: true,
  fields: [summary],
  partOf: [{ key: 'film', label: 'Film', kind: 'film' }],
};
