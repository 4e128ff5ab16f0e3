/**
 * The six ways in which two assets can belong together. The parent is the whole, the source or the
 * user; the child is the part, the result or the thing used.
 */
export const relations = [
  'derived_from',
  'generated_from',
  'variant_of',
  'part_of',
  'reference_for',
  'used_in',
] as const;
export type Relation = (typeof relations)[number];

/** Relations in which the child came out of the parent: what flows goes from parent to child. */
export const downward: readonly Relation[] = ['derived_from', 'generated_from', 'variant_of'];
/** Relations in which the child goes into the parent: what flows goes from child to parent. */
export const upward: readonly Relation[] = ['part_of', 'reference_for', 'used_in'];
/** Relations that may not lead back to where they began. */
export const loopless: readonly Relation[] = ['derived_from', 'part_of'];
/** Relations whose results are not what they were once the source is another. */
export const makingStale: readonly Relation[] = relations.filter((one) => one !== 'variant_of');

/** What a child is to its parent, for failures: “child is made from parent”. */
export const phrases: Readonly<Record<Relation, string>> = {
  derived_from: 'is made from',
  generated_from: 'is generated from',
  variant_of: 'is a variant of',
  part_of: 'is part of',
  reference_for: 'is a reference for',
  used_in: 'is used in',
};
