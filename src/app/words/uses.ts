import type { Uses } from '#domain/contract/lineage.ts';
import type { Relation } from '#domain/lineage/relations.ts';
import { countText } from './format.ts';

const few = (names: readonly { readonly name: string }[], total: number): string => {
  const said = names.slice(0, 3).map(({ name }) => `“${name}”`);
  return total > said.length ? `${said.join(', ')} …` : said.join(', ');
};

const relation: Readonly<Record<Relation, readonly [string, string]>> = {
  derived_from: ['result made from it', 'results made from it'],
  generated_from: ['result generated from it', 'results generated from it'],
  variant_of: ['variant of it', 'variants of it'],
  part_of: ['whole that it is part of', 'wholes that it is part of'],
  reference_for: ['asset that it is a reference for', 'assets that it is a reference for'],
  used_in: ['asset that uses it', 'assets that use it'],
};

/** Where assets are used, one line for each way. */
export const usesLines = (uses: Uses): readonly string[] => [
  ...(uses.packs.total > 0
    ? [
        `${countText(uses.packs.total, 'pack', 'packs')}: ${few(uses.packs.first, uses.packs.total)}`,
      ]
    : []),
  ...(uses.collections.total > 0
    ? [
        `${countText(uses.collections.total, 'collection', 'collections')}: ${few(uses.collections.first, uses.collections.total)}`,
      ]
    : []),
  ...uses.relations.map(
    ({ type, total, first }) => `${countText(total, ...relation[type])}: ${few(first, total)}`,
  ),
  ...(uses.projects.total > 0
    ? [`Master reference of ${few(uses.projects.first, uses.projects.total)}`]
    : []),
  ...(uses.tasks > 0 ? [countText(uses.tasks, 'task waits for it', 'tasks wait for it')] : []),
];

/** What deleting for good does to what is used elsewhere. */
export const usesWords = {
  inUse: 'Still in use:',
  stay: 'What was made from it stays, and says that its source was deleted. It leaves the packs, collections and links.',
  toTrash: (lines: readonly string[]): string =>
    `In use by ${lines.slice(0, 3).join('; ')}${lines.length > 3 ? ' …' : ''}. What was made from it stays.`,
} as const;
