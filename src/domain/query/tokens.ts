/**
 * The tokens of the query language as data: what the parser accepts, what autocomplete offers, what
 * chips and the help page say. Adding one is an entry here and its meaning in the engine
 * (`src/db/engine/queries/search/meaning.ts`), which the compiler then demands.
 */
import { assetKinds, assetOrigins, assetStates } from '#domain/asset.ts';
import { printProfiles } from '#domain/print.ts';
import type { Choice, QueryToken } from './token.ts';
import type { Comparison } from './tree.ts';

const same: readonly Comparison[] = [':', '='];
const ordered: readonly Comparison[] = [':', '=', '>', '>=', '<', '<='];

const plain = (values: readonly string[]): readonly Choice[] =>
  values.map((value) => ({ value, label: value[0]?.toUpperCase() + value.slice(1) }));

/** Kinds that people call otherwise than the language does. */
const kindsByOtherNames: Readonly<Record<string, Omit<Choice, 'value'>>> = {
  image: { label: 'Picture', also: ['picture', 'photo'] },
  audio: { label: 'Sound', also: ['sound'] },
  environment: { label: 'Place', also: ['place'] },
};

const yesNo: readonly Choice[] = [
  { value: 'yes', also: ['true', '1'], label: 'Yes' },
  { value: 'no', also: ['false', '0'], label: 'No' },
];

const tokens = {
  kind: {
    also: ['type'],
    label: 'Kind',
    help: 'What it is: a picture, a sound, a text … Packs and masks show only when asked for here.',
    value: 'choice',
    choices: [
      ...plain(assetKinds).map((choice) => ({ ...choice, ...kindsByOtherNames[choice.value] })),
      { value: 'media', label: 'Pictures, videos and sounds' },
      { value: 'any', also: ['all'], label: 'Everything' },
    ],
    comparisons: same,
    examples: ['kind:image', 'kind:image,video'],
  },
  tag: {
    also: ['tags'],
    label: 'Tag',
    help: 'A tag, its other spellings and everything below it',
    value: 'glob',
    from: 'tag',
    none: true,
    comparisons: same,
    examples: ['tag:hero', 'tag:"night market"', 'tag:char*', 'tag:none'],
  },
  theme: {
    label: 'Theme',
    help: 'The theme it was given',
    value: 'glob',
    from: 'theme',
    none: true,
    comparisons: same,
    examples: ['theme:harbour', 'theme:none'],
  },
  provenance: {
    also: ['prov'],
    label: 'Provenance',
    help: 'Whether a person or a model made it',
    value: 'choice',
    choices: [
      { value: 'unknown', label: 'Unknown' },
      { value: 'ai_generated', also: ['ai', 'generated'], label: 'AI-made' },
      { value: 'user_provided', also: ['own', 'user'], label: 'Own work' },
      { value: 'enhanced', label: 'Enhanced' },
    ],
    comparisons: same,
    examples: ['provenance:ai', 'prov:own'],
  },
  source: {
    label: 'Source',
    help: 'Where it came from, as noted',
    value: 'glob',
    from: 'source',
    none: true,
    comparisons: same,
    examples: ['source:Midjourney', 'source:none'],
  },
  origin: {
    label: 'Origin',
    help: 'How it came into the library',
    value: 'choice',
    choices: plain(assetOrigins),
    comparisons: same,
    examples: ['origin:import', 'origin:derivative'],
  },
  approved: {
    label: 'Approved',
    help: 'Approved or not',
    value: 'choice',
    choices: yesNo,
    comparisons: same,
    examples: ['approved:yes', 'approved:no'],
  },
  review: {
    label: 'Review',
    help: 'What a review decided',
    value: 'choice',
    choices: [
      { value: 'approved', also: ['yes'], label: 'Approved' },
      { value: 'rejected', also: ['no'], label: 'Rejected' },
      { value: 'later', label: 'Later' },
      { value: 'none', also: ['open', 'unreviewed'], label: 'Not reviewed yet' },
    ],
    comparisons: same,
    examples: ['review:rejected', 'review:none'],
  },
  starred: {
    also: ['star', 'favourite', 'favorite', 'pinned'],
    label: 'Starred',
    help: 'Starred or not; starred ones can stand first',
    value: 'choice',
    choices: yesNo,
    comparisons: same,
    examples: ['starred:yes', 'starred:no'],
  },
  rating: {
    also: ['stars'],
    label: 'Rating',
    help: 'Stars, 1 to 5',
    value: 'number',
    none: true,
    comparisons: ordered,
    examples: ['rating:5', 'rating>=3', 'rating:none'],
  },
  model: {
    label: 'Model',
    help: 'The model that made it; part of its name will do',
    value: 'glob',
    from: 'model',
    none: true,
    comparisons: same,
    examples: ['model:flux', 'model="gpt-image-1"'],
  },
  seed: {
    label: 'Seed',
    help: 'The seed it was made with',
    value: 'number',
    none: true,
    comparisons: ordered,
    examples: ['seed:42', 'seed:100..200'],
  },
  prompt: {
    label: 'Prompt',
    help: 'Words of its prompt, or one whole term of it with =',
    value: 'text',
    from: 'prompt',
    none: true,
    comparisons: same,
    examples: ['prompt:lantern', 'prompt="golden hour"'],
  },
  lora: {
    also: ['loras'],
    label: 'LoRA',
    help: 'A LoRA that it was made with; part of its name will do',
    value: 'glob',
    from: 'lora',
    none: true,
    comparisons: same,
    examples: ['lora:ink', 'lora:none'],
  },
  cost: {
    label: 'Cost',
    help: 'What it cost, in the currency of the bill',
    value: 'money',
    none: true,
    comparisons: ordered,
    examples: ['cost>0.05', 'cost:none'],
  },
  width: {
    label: 'Width',
    help: 'Pixels across',
    value: 'number',
    none: true,
    comparisons: ordered,
    examples: ['width>=1920', 'width:800..1280'],
  },
  height: {
    label: 'Height',
    help: 'Pixels down',
    value: 'number',
    none: true,
    comparisons: ordered,
    examples: ['height:1080', 'height<500'],
  },
  print: {
    also: ['printable'],
    label: 'Large enough for',
    help: 'Pictures with pixels enough for this product at 300 dots per inch; with - those that are too small',
    value: 'choice',
    choices: printProfiles.map(({ id, name }) => ({ value: id.replaceAll('-', '_'), label: name })),
    comparisons: same,
    examples: ['print:shirt', '-print:poster_18x24'],
  },
  duration: {
    also: ['length'],
    label: 'Duration',
    help: 'How long it plays',
    value: 'seconds',
    none: true,
    comparisons: ordered,
    examples: ['duration>1:30', 'duration<20s'],
  },
  size: {
    label: 'File size',
    help: 'Bytes of the file',
    value: 'bytes',
    none: true,
    comparisons: ordered,
    examples: ['size>2MB', 'size:100kB..1MB'],
  },
  fps: {
    label: 'Frames per second',
    help: 'Of a video or an animation',
    value: 'number',
    none: true,
    comparisons: ordered,
    examples: ['fps>=30'],
  },
  created: {
    also: ['added'],
    label: 'Added',
    help: 'When it came into the library',
    value: 'time',
    comparisons: ordered,
    examples: ['created:today', 'created>2026-01', 'created>7d'],
  },
  taken: {
    label: 'Taken',
    help: 'When the picture was taken, as the file says',
    value: 'time',
    none: true,
    comparisons: ordered,
    examples: ['taken:2025', 'taken:2025-06-01..2025-06-30'],
  },
  'used-in': {
    label: 'Used in',
    help: 'Part of this: a film, an episode, a pack, a picture made from it',
    value: 'asset',
    from: 'asset',
    none: true,
    comparisons: same,
    examples: ['used-in:"Trailer"', 'used-in:none'],
  },
  'derived-from': {
    also: ['from'],
    label: 'Made from',
    help: 'Made from this picture, however many steps ago',
    value: 'asset',
    from: 'asset',
    none: true,
    comparisons: same,
    examples: ['derived-from:"fox.png"'],
  },
  in: {
    also: ['collection', 'pack'],
    label: 'In',
    help: 'In this collection, pack or linked folder; of a folder also a part: "Photos/trip"',
    value: 'glob',
    from: 'collection',
    none: true,
    comparisons: same,
    examples: ['in:"Best of"', 'in:Photos/trip', 'in:none'],
  },
  path: {
    also: ['folder'],
    label: 'Path',
    help: 'Where the file lies on the disk; * within a folder, ** across folders',
    value: 'glob',
    from: 'folder',
    none: true,
    comparisons: same,
    examples: ['path:sketches/**', 'path:*.psd', 'path:none'],
  },
  state: {
    label: 'State',
    help: 'Whether its file is there',
    value: 'choice',
    choices: plain(assetStates),
    comparisons: same,
    examples: ['state:missing', 'state:placeholder'],
  },
  format: {
    also: ['ext'],
    label: 'Format',
    help: 'What the bytes are: png, jpeg, mp4 …',
    value: 'glob',
    from: 'format',
    none: true,
    comparisons: same,
    examples: ['format:png,webp'],
  },
  credentials: {
    also: ['c2pa', 'signed'],
    label: 'Credentials',
    help: 'What checking its content credentials gave',
    value: 'choice',
    choices: [
      { value: 'any', also: ['yes'], label: 'Has some' },
      { value: 'valid', label: 'Valid' },
      { value: 'tampered', also: ['changed'], label: 'Tampered with' },
      { value: 'signature', also: ['wrong'], label: 'Signature does not fit' },
      { value: 'unverified', also: ['unchecked'], label: 'Not verified' },
    ],
    none: true,
    comparisons: same,
    examples: ['credentials:valid', 'credentials:tampered,signature'],
  },
  has: {
    label: 'Has',
    help: 'Something is known of it',
    value: 'choice',
    choices: plain([
      'tag',
      'theme',
      'rating',
      'source',
      'prompt',
      'model',
      'seed',
      'cost',
      'alt',
      'text',
      'path',
      'duration',
      'taken',
      'review',
    ]),
    comparisons: same,
    examples: ['has:prompt', '-has:tag'],
  },
  is: {
    label: 'Is',
    help: 'A property',
    value: 'choice',
    choices: [
      { value: 'approved', label: 'Approved' },
      { value: 'rejected', label: 'Rejected' },
      { value: 'later', label: 'For later' },
      { value: 'unreviewed', label: 'Not reviewed yet' },
      { value: 'starred', also: ['favourite', 'favorite'], label: 'Starred' },
      { value: 'master', also: ['reference'], label: 'Master reference' },
      { value: 'ai', label: 'AI-made' },
      { value: 'original', label: 'Original, made from nothing else' },
      { value: 'derived', also: ['derivative'], label: 'Made from something else' },
      { value: 'used', label: 'Used somewhere' },
      { value: 'missing', label: 'Missing its file' },
      { value: 'landscape', label: 'Wider than tall' },
      { value: 'portrait', label: 'Taller than wide' },
      { value: 'square', label: 'Square' },
    ],
    comparisons: same,
    examples: ['is:master', 'is:portrait', '-is:used'],
  },
  name: {
    label: 'Name',
    help: 'Part of its name, or all of it with =',
    value: 'glob',
    from: 'asset',
    comparisons: same,
    examples: ['name:fox', 'name:*_final.png', 'name="fox.png"'],
  },
  project: {
    label: 'Project',
    help: 'The project it belongs to',
    value: 'glob',
    from: 'project',
    none: true,
    comparisons: same,
    examples: ['project:Inbox', 'project:none'],
  },
  meta: {
    label: 'Metadata',
    help: 'Any value in its metadata, by its key',
    value: 'any',
    from: 'meta',
    none: true,
    comparisons: ordered,
    examples: ['meta.camera:canon', 'meta.bit_depth>8'],
  },
} as const satisfies Record<string, Omit<QueryToken, 'key'>>;

export type TokenKey = keyof typeof tokens;

/** Every token, in the order in which help shows them. */
export const queryTokens: readonly (QueryToken & { readonly key: TokenKey })[] = (
  Object.keys(tokens) as TokenKey[]
).map((key) => ({ ...(tokens[key] as Omit<QueryToken, 'key'>), key }));

const byName = new Map(
  queryTokens.flatMap((token) => [token.key, ...(token.also ?? [])].map((name) => [name, token])),
);

/** The token that people mean by a name, any case. */
export const tokenNamed = (name: string): (QueryToken & { readonly key: TokenKey }) | undefined =>
  byName.get(name.toLowerCase());

/** The one value that a text means among a token's choices, any case; "AI made" is "ai_made" too. */
export function choiceNamed(token: QueryToken, text: string): string | undefined {
  const name = text.toLowerCase().replace(/[\s-]+/gu, '_');
  return token.choices?.find((choice) => choice.value === name || choice.also?.includes(name))
    ?.value;
}
