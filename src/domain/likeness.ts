/** Pictures that look alike: how far their prints lie apart, and which of two is worth keeping. */
import type { AssetRow } from './asset.ts';

export const similarVerdicts = ['duplicate', 'alternate', 'unrelated'] as const;
/** The same picture again, another version of it, or nothing to do with each other. */
export type SimilarVerdict = (typeof similarVerdicts)[number];

/** Bits of 64 that may differ in what is shown as alike; beyond it chance finds too many. */
export const alikeWithin = 8;

/** The print of a picture without any structure, such as one of a single colour: like no other. */
export const noPrint = '0000000000000000';

/** One fact in which two pictures differ, told of both, and which side it speaks for. */
export interface Difference {
  readonly fact: DifferingFact;
  readonly left: string | number | null;
  readonly right: string | number | null;
  readonly better: 'left' | 'right' | null;
}

const differingFacts = [
  'pixels',
  'format',
  'size',
  'quality',
  'created',
  'rating',
  'review',
  'prompt',
  'tags',
  'uses',
] as const;
export type DifferingFact = (typeof differingFacts)[number];

/** A picture with what speaks for or against keeping it. */
export interface Candidate {
  readonly asset: Pick<
    AssetRow,
    | 'width'
    | 'height'
    | 'format'
    | 'size'
    | 'created_at'
    | 'rating'
    | 'approved'
    | 'review'
    | 'generation'
    | 'blob'
  >;
  readonly tags: number;
  /** Packs that hold it and pictures made from it. */
  readonly uses: number;
  /** JPEG quality as estimated from its tables, 1 to 100; null: not a JPEG, or not read. */
  readonly quality: number | null;
}

const lossless: ReadonlySet<string> = new Set(['png', 'tiff', 'bmp', 'gif', 'svg']);
const pixelsOf = ({ width, height }: Candidate['asset']): number => (width ?? 0) * (height ?? 0);
const standing = ({ approved, review }: Candidate['asset']): number =>
  approved === 1 ? 2 : review === 'rejected' ? 0 : 1;
const standingName = ({ approved, review }: Candidate['asset']): string =>
  approved === 1 ? 'approved' : (review ?? 'undecided');

/** The minute of a time (ms): what came in together differs by nothing that is shown. */
const minuteOf = (at: number): number => Math.floor(at / 60_000) * 60_000;

type Measure = (one: Candidate) => {
  readonly value: string | number | null;
  readonly worth: number;
};

/** What each fact says of one picture; a higher worth speaks for keeping it. */
const measures: Readonly<Record<DifferingFact, Measure>> = {
  pixels: ({ asset }) => ({ value: pixelsOf(asset), worth: pixelsOf(asset) }),
  format: ({ asset }) => ({
    value: asset.format,
    worth: asset.format !== null && lossless.has(asset.format) ? 1 : 0,
  }),
  size: ({ asset }) => ({ value: asset.size, worth: asset.size ?? 0 }),
  quality: ({ quality }) => ({ value: quality, worth: quality ?? 101 }),
  // The older one is more likely what the other was made from.
  created: ({ asset }) => ({
    value: minuteOf(asset.created_at),
    worth: -minuteOf(asset.created_at),
  }),
  rating: ({ asset }) => ({ value: asset.rating, worth: asset.rating ?? 0 }),
  review: ({ asset }) => ({ value: standingName(asset), worth: standing(asset) }),
  prompt: ({ asset }) => ({
    value: asset.generation === null ? 0 : 1,
    worth: asset.generation === null ? 0 : 1,
  }),
  tags: ({ tags }) => ({ value: tags, worth: tags }),
  uses: ({ uses }) => ({ value: uses, worth: uses }),
};

/** One fact of several pictures: what each says, and which of them it speaks for. */
export interface ComparedFact {
  readonly fact: DifferingFact;
  readonly values: readonly (string | number | null)[];
  /** Places of the best; empty where the fact speaks for none or for all. */
  readonly best: readonly number[];
}

/** Every fact in which the pictures are not all alike, in the order in which they are listed. */
export function comparedFacts(candidates: readonly Candidate[]): readonly ComparedFact[] {
  return differingFacts.flatMap((fact) => {
    const found = candidates.map((one) => measures[fact](one));
    const values = found.map(({ value }) => value);
    if (values.every((value) => value === values[0])) return [];
    // A quality is compared with a quality; whether there is one is said by the format.
    if (fact === 'quality' && values.includes(null)) return [];
    const most = Math.max(...found.map(({ worth }) => worth));
    const best = found.flatMap(({ worth }, at) => (worth === most ? [at] : []));
    return [{ fact, values, best: best.length === found.length ? [] : best }];
  });
}

/** Every fact in which the two differ. */
export const differencesOf = (left: Candidate, right: Candidate): readonly Difference[] =>
  comparedFacts([left, right]).map(({ fact, values, best }) => ({
    fact,
    left: values[0] ?? null,
    right: values[1] ?? null,
    better: best[0] === 0 ? 'left' : best[0] === 1 ? 'right' : null,
  }));

/** Facts by which a suggestion is made, the weightiest first; the first that differs decides. */
const decisive: readonly DifferingFact[] = [
  'pixels',
  'format',
  'prompt',
  'quality',
  'uses',
  'size',
  'review',
  'rating',
  'tags',
  'created',
];

/** Which of the two to keep, and the fact that says so; null where they are the same in all. */
export function suggestionOf(
  differences: readonly Difference[],
): { readonly side: 'left' | 'right'; readonly fact: DifferingFact } | null {
  for (const fact of decisive) {
    const found = differences.find((one) => one.fact === fact && one.better !== null);
    if (found && found.better !== null) return { side: found.better, fact };
  }
  return null;
}
