/**
 * What a sidecar changes: it fills what is empty, and follows its own changes where the library still
 * says what it said before. What a person wrote since stands.
 */
import type { ReviewMark } from './asset.ts';
import type { Said } from './said.ts';

/** Fields that are taken one by one; tags are taken each for itself. */
export const saidFields = [
  'name',
  'description',
  'alt_text',
  'rating',
  'decision',
  'theme',
  'source',
  'provenance',
  'source_type',
  'label',
  'creators',
  'rights',
  'taken_at',
  'generation',
] as const;
export type PlannedField = (typeof saidFields)[number];

/** Fields whose silence says nothing: a name is never taken away, nor that a model made something. */
const neverCleared: ReadonlySet<PlannedField> = new Set(['name', 'provenance', 'generation']);

export interface SaidPlan {
  /** New values; null clears. */
  readonly set: Readonly<Partial<Record<PlannedField, unknown>>>;
  readonly add: readonly string[];
  readonly remove: readonly string[];
  /** Fields that say something else here, by a person's hand. */
  readonly kept: readonly PlannedField[];
}

/** A decision has one value, though two columns hold it. */
export const decisionOf = ({
  approved,
  review,
}: Pick<Said, 'approved' | 'review'>): 'approved' | ReviewMark | undefined =>
  approved === true ? 'approved' : review;

const valueOf = (said: Said, field: PlannedField): unknown =>
  field === 'decision' ? decisionOf(said) : said[field];

/** Whatever the order of keys: both sides come from JSON. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
};
const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));

/**
 * Plans what a sidecar changes.
 *
 * @param stands what the library says now; what is empty there, or never was a person's, is absent
 * @param before what the same sidecar said when it was read last
 */
export function planSaid(stands: Said, before: Said, now: Said): SaidPlan {
  const set: Partial<Record<PlannedField, unknown>> = {};
  const kept: PlannedField[] = [];
  for (const field of saidFields) {
    const [here, earlier, said] = [stands, before, now].map((one) => valueOf(one, field));
    if (isSame(earlier, said) && here !== undefined) continue;
    if (isSame(here, said)) continue;
    const isFree = here === undefined || (earlier !== undefined && isSame(here, earlier));
    if (said === undefined) {
      if (isFree && earlier !== undefined && here !== undefined && !neverCleared.has(field)) {
        set[field] = null;
      }
    } else if (isFree && !(here === undefined && isSame(earlier, said))) set[field] = said;
    else if (here !== undefined) kept.push(field);
  }
  const here = new Set(stands.tags);
  const earlier = new Set(before.tags);
  const said = new Set(now.tags);
  return {
    set,
    // A tag that was there before and is not now was taken away by hand.
    add: [...said].filter((tag) => !earlier.has(tag) && !here.has(tag)),
    remove: [...earlier].filter((tag) => !said.has(tag) && here.has(tag)),
    kept,
  };
}
