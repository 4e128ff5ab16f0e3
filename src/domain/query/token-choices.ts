/** Lists of values that tokens of the query language offer. */
import { printProfiles } from '#domain/print.ts';
import type { Choice } from './token.ts';

/** Values that are called by their own names. */
export const plain = (values: readonly string[]): readonly Choice[] =>
  values.map((value) => ({ value, label: value[0]?.toUpperCase() + value.slice(1) }));

/** Kinds that people call otherwise than the language does. */
export const kindsByOtherNames: Readonly<Record<string, Omit<Choice, 'value'>>> = {
  image: { label: 'Picture', also: ['picture', 'photo'] },
  audio: { label: 'Sound', also: ['sound'] },
  environment: { label: 'Place', also: ['place'] },
};

export const yesNo: readonly Choice[] = [
  { value: 'yes', also: ['true', '1'], label: 'Yes' },
  { value: 'no', also: ['false', '0'], label: 'No' },
];

/** The products of print shops; a hyphen would begin another word. */
export const prints: readonly Choice[] = printProfiles.map(({ id, name }) => ({
  value: id.replaceAll('-', '_'),
  label: name,
}));
