import type { RebuildObstacle, Tie } from '#domain/contract/lineage.ts';
import type { Relation } from '#domain/lineage/relations.ts';
import { countText, numberText } from './format.ts';

/** “child … parent”, as a sentence; `are`: "is", or "are" where the child is many. */
const sentences: Readonly<
  Record<Relation, (parent: string, child: string, are: string) => string>
> = {
  derived_from: (parent, child, are) => `${child} ${are} made from ${parent}`,
  generated_from: (parent, child, are) => `${child} ${are} generated from ${parent}`,
  variant_of: (parent, child, are) =>
    are === 'is' ? `${child} is a variant of ${parent}` : `${child} are variants of ${parent}`,
  part_of: (parent, child, are) =>
    are === 'is' ? `${child} is part of ${parent}` : `${child} are parts of ${parent}`,
  reference_for: (parent, child, are) =>
    are === 'is'
      ? `${child} is a reference for ${parent}`
      : `${child} are references for ${parent}`,
  used_in: (parent, child, are) => `${child} ${are} used in ${parent}`,
};

/** On an edge, read from left to right. */
const ties: Readonly<Record<Tie, string>> = {
  derived_from: 'made into',
  generated_from: 'generated',
  variant_of: 'has the variant',
  part_of: 'is part of',
  reference_for: 'is a reference for',
  used_in: 'is used in',
  member_of: 'is in',
  master_reference: 'is the master reference of',
  worked_on: 'waits for',
};

const types: Readonly<Record<Tie, string>> = {
  derived_from: 'Made from',
  generated_from: 'Generated from',
  variant_of: 'Variants',
  part_of: 'Parts',
  reference_for: 'References',
  used_in: 'Uses',
  member_of: 'Packs and collections',
  master_reference: 'Master references',
  worked_on: 'Tasks',
};

const obstacles: Readonly<Record<RebuildObstacle, string>> = {
  by_hand: 'linked by hand: no task made it',
  trashed: 'it is in the trash',
  unknown_kind: 'this version cannot run that task',
  old_settings: 'its settings are not understood any more',
  refused: 'the task does not take this source',
  other_source: 'its task had another source',
  source_stays: 'its own source is not made again',
  not_made: 'its task did not end well',
  no_file: 'the file of its source is not there',
};

/** What the other is, where this one is the parent. */
const children: Readonly<Record<Relation, string>> = {
  derived_from: 'Made from this',
  generated_from: 'Generated from this',
  variant_of: 'A variant of this',
  part_of: 'A part of this',
  reference_for: 'A reference for this',
  used_in: 'Used in this',
};
/** What the other is, where this one is the child. */
const parents: Readonly<Record<Relation, string>> = {
  derived_from: 'This is made from it',
  generated_from: 'This is generated from it',
  variant_of: 'This is a variant of it',
  part_of: 'This is part of it',
  reference_for: 'This is a reference for it',
  used_in: 'This is used in it',
};

/** Words of lineage: the graph, links, what becomes stale, rebuilding, replacing. */
export const lineageWords = {
  title: 'Lineage',
  of: (name: string): string => `Lineage of ${name}`,
  show: 'Show lineage',
  link: 'Link to another asset',
  back: 'Back',
  gone: 'This asset is not in the library any more.',
  views: 'How it is shown',
  graph: 'Graph',
  outline: 'Outline',
  filter: 'Show',
  all: 'Everything',
  only: (type: Tie): string => types[type],
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Fit',
  graphHelp:
    'Arrow keys walk along the lines, Enter opens, Space centres on it. Drag to move, Ctrl and the wheel to zoom.',
  aloneTitle: 'Nothing is linked to it yet',
  alone:
    'It was not made from anything here, and nothing uses it. What tools make from it, and the packs and collections that hold it, show up here by themselves; anything else can be linked by hand.',
  filteredTitle: (type: Tie): string => `Nothing under “${types[type]}”`,
  filtered: 'It has no tie of this kind within six steps.',
  showAll: 'Show everything',
  more: (count: number): string => `${numberText(count)} more`,
  moreOf: (count: number, name: string): string => `${numberText(count)} more at ${name}`,
  cut: 'There are more than 2,000 things: centre on another one to see the rest.',
  comesFrom: 'Where it comes from',
  uses: 'What came of it and uses it',
  again: 'shown above',
  deleted: 'deleted',
  credentials: (state: string | null): string =>
    state === null ? 'No content credentials' : `Content credentials: ${state.toLowerCase()}`,
  trashed: 'in the trash',
  tie: (type: Tie): string => ties[type],
  /** `children`: how many the child stands for. */
  sentence: (type: Relation, parent: string, child: string, children: number): string =>
    sentences[type](parent, child, children === 1 ? 'is' : 'are'),
  flow: (type: Tie, from: string, to: string): string =>
    `${from} ${type === 'derived_from' ? 'was made into' : ties[type]} ${to}`,
  quoted: (name: string): string => `“${name}”`,
  open: 'Open',
  centre: 'Centre on it',
  stale: 'Becomes stale if this changes',
  staleNone: 'Nothing: no result, pack or export hangs on it.',
  staleResults: (count: number): string => countText(count, 'result', 'results'),
  stalePacks: (count: number): string => countText(count, 'pack', 'packs'),
  staleCollections: (count: number): string => countText(count, 'collection', 'collections'),
  staleExports: (count: number): string => countText(count, 'exported file', 'exported files'),
  rebuild: 'Make again from here',
  rebuildHelp:
    'Runs the recorded tasks again with the same settings. The results are new assets, variants of the old ones, which stay.',
  rebuildNone: 'No recorded task made anything from it.',
  rebuildAct: (count: number): string => `Make ${countText(count, 'result', 'results')} again`,
  rebuilt: (count: number, left: number): string =>
    `${countText(count, 'task', 'tasks')} queued${left > 0 ? `, ${countText(left, 'result', 'results')} left as they are` : ''}`,
  obstacle: (obstacle: RebuildObstacle, reason: string | null): string =>
    reason === null ? obstacles[obstacle] : `${obstacles[obstacle]}: ${reason}`,
  replace: 'Replace with…',
  replaceTitle: (name: string): string => `Replace “${name}” everywhere`,
  replaceHelp:
    'Packs, collections and links that use it will use the other one, in the same places. The old one stays, as its variant, and one undo takes it all back.',
  replaceAct: 'Replace',
  replaced: (old: string, by: string): string => `“${by}” is used instead of “${old}”`,
  alsoRebuild: 'Then make again what was made from the old one',
  find: 'Find an asset by name',
  found: 'Assets found',
  none: 'Nothing has this name.',
  linkTitle: (count: number, name: string): string =>
    count === 1 ? `Link “${name}”` : `Link ${countText(count, 'asset', 'assets')}`,
  several: (count: number): string => countText(count, 'asset', 'assets'),
  another: 'another asset',
  relation: 'How they belong together',
  swap: 'Swap direction',
  linkAct: (count: number): string => (count > 1 ? `Make ${numberText(count)} links` : 'Link'),
  linkNothing: 'choose what to link it to',
  linked: (count: number): string => `${countText(count, 'link', 'links')} made`,
  unlink: 'Remove link',
  unlinked: 'Link removed; both assets stay',
  note: 'Note…',
  noteTitle: 'Note on the link',
  noteLabel: 'Note',
  save: 'Save',
  up: 'Move up',
  down: 'Move down',
  atTop: 'it is the first',
  atEnd: 'it is the last',
  actions: (name: string): string => `Link to ${name}`,
  variants: 'Variants',
  collection: (name: string): string => `Collection “${name}”`,
  asChild: (type: Relation): string => children[type],
  asParent: (type: Relation): string => parents[type],
  sourceDeleted: (name: string): string => `Its source “${name}” was deleted`,
  sourceText: 'This asset stays as it is.',
  position: (place: number, all: number): string =>
    `Place ${numberText(place)} of ${numberText(all)}`,
} as const;
