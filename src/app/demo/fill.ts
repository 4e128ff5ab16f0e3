/** Puts the demo in order by the same commands that a person's clicks run. */
import type { CommandName, Commands } from '#domain/contract/commands.ts';
import type { Failure } from '#domain/failure.ts';
import type { AssetId, ProjectId } from '#domain/id.ts';
import type { InkreelClient } from '../inkreel.ts';
import { demoPictures } from './pictures.ts';

/** The demo could not go on; what was made until then stays and can be undone. */
export class DemoStopped extends Error {
  override readonly name = 'DemoStopped';
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** Runs a command; a failure ends the demo. */
export async function ran<Name extends CommandName>(
  client: InkreelClient,
  name: Name,
  input: Commands[Name]['input'],
): Promise<Commands[Name]['value']> {
  const result = await client.command(name, input);
  if (!result.ok) throw new DemoStopped(result.failure);
  return result.value;
}

/** The assets of the demo by their names. */
async function assetsByName(
  client: InkreelClient,
  project: ProjectId,
): Promise<ReadonlyMap<string, AssetId>> {
  const layout = await client.query('assetLayout', { filter: { project }, sort: 'name' });
  if (!layout.ok) throw new DemoStopped(layout.failure);
  const cards = await client.query('assetCards', { rows: [...layout.value.n] });
  if (!cards.ok) throw new DemoStopped(cards.failure);
  return new Map(cards.value.map((card) => [card.name, card.id]));
}

const source = 'Drawn by Inkreel’s own code';

const script = `Title: The last stall
Credit: a demo

EXT. LANTERN STREET - DUSK

The market is closing. Two strings of lanterns, most of them out.

MINA, hood up, counts coins at the last stall.

MINA
One lantern. The oldest you have.

KEEPER
That one? It has not burned in years.

She lifts it. It lights by itself.

CUT TO:

EXT. THE FORD - NIGHT

Rain. The lantern does not mind.
`;

const notes = `The road has seven lanterns. Each one that is lit puts another one out.

Colours: ink and amber in the market, sea at the ford, dawn at the end.
Mina is never seen from the front.`;

/** Orders the demo's assets: facts, tags, collections, a pack, a text, a script, one task. */
export async function fillDemo(client: InkreelClient, project: ProjectId): Promise<void> {
  const found = await assetsByName(client, project);
  const idOf = (name: string): AssetId[] => {
    const id = found.get(name);
    return id ? [id] : [];
  };
  const named = (test: (name: string) => boolean): AssetId[] =>
    demoPictures.filter(({ name }) => test(name)).flatMap(({ name }) => idOf(name));

  for (const one of demoPictures) {
    const assets = idOf(one.name);
    if (assets.length === 0) continue;
    await ran(client, 'editAssets', {
      assets,
      changes: {
        theme: one.theme,
        alt_text: one.alt,
        ...(one.isUnknown ? {} : { source, provenance: 'user_provided' as const }),
        ...(one.rating === undefined ? {} : { rating: one.rating }),
        ...(one.approved ? { approved: true } : {}),
        ...(one.review === undefined ? {} : { review: one.review }),
        ...(one.isMaster ? { is_master_reference: true } : {}),
      },
    });
    await ran(client, 'tagAssets', { assets, add: one.tags });
  }
  const timed = ['Rain on the awnings.wav', 'Market chime.wav', 'Lanterns in the wind.mp4'];
  const heard = timed.flatMap(idOf);
  if (heard.length > 0) {
    await ran(client, 'editAssets', {
      assets: heard,
      changes: { theme: 'night market', source, provenance: 'user_provided' },
    });
    await ran(client, 'tagAssets', { assets: heard, add: ['street'] });
  }
  await orderTags(client);
  await tell(client, project);
  await group(client, project, { idOf, named });

  const [master] = idOf('Mina, reference.png');
  if (master) await ran(client, 'editProject', { project, changes: { master_reference: master } });
  const [evening, morning] = [idOf('Hills before the city.png')[0], idOf('Hills, morning.jpg')[0]];
  if (evening && morning) {
    const pair = { first: evening, second: morning, kept: evening };
    await ran(client, 'judgePair', { ...pair, verdict: 'alternate' });
  }
  await relate(client, idOf);
  const badge = idOf('Moon badge.png');
  if (badge.length > 0) {
    await ran(client, 'enqueue', { kind: 'upscale', assets: badge, settings: { scale: 2 } });
  }
}

/** What came of what: links whose parent is the source, the whole or the user. */
const relations = [
  ['Mina at the market.png', 'Mina, reference.png', 'reference_for'],
  ['Mina, green night.webp', 'Mina, reference.png', 'reference_for'],
  ['Mina, red night.webp', 'Mina, reference.png', 'reference_for'],
  ['Mina by the water.png', 'Mina, reference.png', 'reference_for'],
  ['Mina, green night.webp', 'Mina, too dark.webp', 'variant_of'],
  ['Lantern street, dusk.png', 'Lantern street, rain.jpg', 'derived_from'],
  ['The ford.png', 'The ford, rain.webp', 'derived_from'],
  ['Lantern pattern, night.png', 'Lantern pattern, rose.png', 'variant_of'],
  ['Lantern street, rain.jpg', 'Lanterns in the wind.mp4', 'derived_from'],
  ['Lanterns in the wind.mp4', 'Rain on the awnings.wav', 'used_in'],
] as const;

async function relate(client: InkreelClient, idOf: (name: string) => AssetId[]): Promise<void> {
  const links = relations.flatMap(([from, to, type]) => {
    const [parent, child] = [idOf(from)[0], idOf(to)[0]];
    return parent && child ? [{ parent, child, type }] : [];
  });
  if (links.length > 0) await ran(client, 'linkAssets', { links });
}

async function orderTags(client: InkreelClient): Promise<void> {
  for (const [tag, parent] of [
    ['Mina', 'character'],
    ['lantern', 'prop'],
    ['stall', 'prop'],
    ['rain', 'weather'],
    ['morning', 'weather'],
  ] as const) {
    await ran(client, 'addTagParent', { tag, parent });
  }
  for (const [tag, colour] of [
    ['character', 'violet'],
    ['Mina', 'violet'],
    ['lantern', 'orange'],
    ['rain', 'blue'],
    ['forest', 'green'],
  ] as const) {
    await ran(client, 'setTagColour', { tag, colour });
  }
}

/** A text and a script, so that words have something to be found by. */
async function tell(client: InkreelClient, project: ProjectId): Promise<void> {
  await ran(client, 'createAsset', {
    kind: 'script',
    name: 'The last stall',
    content: script,
    language: 'en',
    project,
  });
  await ran(client, 'createAsset', {
    kind: 'text',
    name: 'Notes on the road',
    content: notes,
    language: 'en',
    project,
  });
}

async function group(
  client: InkreelClient,
  project: ProjectId,
  find: {
    readonly idOf: (name: string) => AssetId[];
    readonly named: (test: (name: string) => boolean) => AssetId[];
  },
): Promise<void> {
  await ran(client, 'createCollection', {
    name: 'Mina references',
    type: 'character',
    project,
    assets: find.named((name) => name.startsWith('Mina')),
  });
  await ran(client, 'createCollection', {
    name: 'Storyboard, the road',
    type: 'storyboard',
    project,
    assets: [
      'Lantern street, dusk.png',
      'Closing time.png',
      'The last stall.png',
      'Hills before the city.png',
      'The ford, rain.webp',
      'First light.png',
    ].flatMap(find.idOf),
  });
  await ran(client, 'createCollection', {
    name: 'Lanterns, approved',
    type: 'smart',
    project,
    metadata: { query: 'tag:lantern approved:yes' },
  });
  // One of its members has an origin that nobody knows: what the rights check is for.
  await ran(client, 'createPack', {
    name: demoPack,
    project,
    theme: 'prints',
    description: 'Patterns and badges for cloth and paper.',
    license_type: 'commercial',
    assets: [
      'Lantern pattern, night.png',
      'Lantern pattern, rose.png',
      'Moon badge.png',
      'Found poster.jpg',
    ].flatMap(find.idOf),
  });
}

/** The pack of the demo. */
const demoPack = 'Lantern prints (demo)';
