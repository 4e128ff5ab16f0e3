import type { AssetKind, AssetState, Provenance, ReviewMark } from '#domain/asset.ts';
import type { AssetCard, AssetSort } from '#domain/contract/queries.ts';
import {
  bytesText,
  countText,
  durationText,
  numberText,
  percentText,
  pixelsText,
} from './format.ts';

/** How much of what lies in the trash, or was deleted from it. */
interface Trash {
  readonly assets: number;
  readonly collections: number;
  readonly projects: number;
}

/** "120 assets, 2 collections, 1 project"; of nothing, that it is no asset. */
function trashText({ assets, collections, projects }: Trash): string {
  const parts = [
    assets > 0 ? countText(assets, 'asset', 'assets') : '',
    collections > 0 ? countText(collections, 'collection', 'collections') : '',
    projects > 0 ? countText(projects, 'project', 'projects') : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? countText(0, 'asset', 'assets') : parts.join(', ');
}

const kinds: Readonly<Record<AssetKind, string>> = {
  image: 'Picture',
  audio: 'Sound',
  video: 'Video',
  text: 'Text',
  script: 'Script',
  scene: 'Scene',
  shot: 'Shot',
  film: 'Film',
  character: 'Character',
  environment: 'Place',
  story: 'Story',
  episode: 'Episode',
  pack: 'Pack',
  mask: 'Mask',
  style: 'Style',
};

const states: Readonly<Record<AssetState, string>> = {
  placeholder: 'Placeholder',
  generating: 'Being made',
  ready: 'Ready',
  missing: 'File missing',
  failed: 'Failed',
};

const provenances: Readonly<Record<Provenance, string>> = {
  unknown: 'Origin unknown',
  ai_generated: 'AI-made',
  user_provided: 'Made by you',
  enhanced: 'Enhanced here',
};

const sorts: Readonly<Record<AssetSort, string>> = {
  newest: 'Newest',
  oldest: 'Oldest',
  name: 'Name',
  size: 'Largest',
  rating: 'Best rated',
  taken: 'Date taken',
  position: 'Own order',
  relevance: 'Best match',
};

/** Words of the library screen. */
export const libraryWords = {
  title: 'Library',
  trashTitle: 'Trash',
  kinds,
  states,
  provenances,
  sorts,
  search: 'Search names, tags, prompts',
  searchMore: 'and words',
  searchHelp: 'How to search',
  searchLabel: 'Search the library',
  clearSearch: 'Clear the search',
  importFiles: 'Import files',
  import: 'Import',
  importFolder: 'Import a folder',
  importShort: 'Files…',
  importFolderShort: 'A folder…',
  makeByHand: 'New text, scene, character…',
  chips: {
    all: 'All',
    approved: 'Approved',
    unreviewed: 'Not reviewed',
    ai: 'AI-made',
    enhanced: 'Enhanced',
  },
  chipsLabel: 'Show',
  selectedOf: (selected: number, all: number): string =>
    selected === 0
      ? countText(all, 'asset', 'assets')
      : `${numberText(selected)} of ${numberText(all)} selected`,
  gridLabel: 'Assets',
  gridView: 'Grid',
  listView: 'List',
  thumbnailSize: 'Thumbnail size',
  sortBy: 'Order',
  filter: 'Filter',
  filters: 'Filters',
  clearFilters: 'Clear all',
  kind: 'Kind',
  provenance: 'Origin',
  theme: 'Theme',
  tag: 'Tag',
  state: 'State',
  rating: 'Rating',
  text: 'Text',
  pack: 'Pack',
  any: 'Any',
  approved: 'Approved',
  withCount: (label: string, count: number): string => `${label} (${numberText(count)})`,
  atLeast: (stars: number): string => `${numberText(stars)} and more`,
  trash: 'Trash',
  backToLibrary: 'Back to the library',
  restore: 'Restore',
  emptyTrash: 'Empty the trash',
  emptyTrashTitle: (trash: Trash): string => `Delete ${trashText(trash)} for good?`,
  emptyTrashText: (trash: Trash): string =>
    `${trashText(trash)} in the trash will be deleted from this device, and cannot be brought back. Files that other assets still need are kept. Nothing outside Inkreel is touched.`,
  emptyTrashAct: ({ assets, collections, projects }: Trash): string =>
    `Delete ${numberText(assets + collections + projects)} for good`,
  keepStarred: (count: number): string =>
    count === 1
      ? 'Keep the starred one in the trash'
      : `Keep the ${numberText(count)} starred ones in the trash`,
  allTrashedTitle: 'Nothing is left here',
  allTrashedText:
    'Everything is in the trash, from where it can be restored. Or import something new.',
  openTrash: 'Open the trash',
  trashEmptyTitle: 'The trash is empty',
  trashEmptyText: 'What you remove from the library waits here until you empty it.',
  deletedForGood: (trash: Trash): string => `${trashText(trash)} deleted for good`,
  restored: (count: number): string => `${countText(count, 'asset', 'assets')} restored`,
  trashed: (count: number): string => `${countText(count, 'asset', 'assets')} moved to the trash`,
  stillInPacks: (packs: readonly string[]): string =>
    packs.length === 1
      ? `In use: the pack “${packs[0] ?? ''}” lacks it until it is restored.`
      : `In use: ${countText(packs.length, 'pack', 'packs')} (${packs
          .slice(0, 3)
          .map((name) => `“${name}”`)
          .join(', ')}${packs.length > 3 ? ', …' : ''}) lack it until it is restored.`,
  madeFromStay: (count: number): string =>
    `${countText(count, 'asset that was made from it stays', 'assets that were made from it stay')}.`,
  starredDone: (count: number): string => `${countText(count, 'asset', 'assets')} starred`,
  unstarredDone: (count: number): string =>
    count === 1 ? 'Star taken away' : `Stars taken away from ${numberText(count)} assets`,
  rejectedDone: (count: number): string => `${countText(count, 'asset', 'assets')} rejected`,
  approvedDone: (count: number): string => `${countText(count, 'asset', 'assets')} approved`,
  unapprovedDone: (count: number): string =>
    `Approval taken back from ${countText(count, 'asset', 'assets')}`,
  emptyTitle: 'Your library is empty',
  emptyText:
    'Pictures, sound and video go here: drop them anywhere in this window, paste, or choose them. They are copied byte for byte; your own files stay where they are.',
  emptyWhere:
    'Everything is kept in this browser, on this device, and never leaves it. It is one copy: clearing this site’s data deletes it. Data shows how safe it is.',
  emptyTemporary:
    'You can try everything with your own files, but this window keeps nothing: they are held in memory and gone when this tab closes. To keep a library, open Inkreel in a normal window, or allow this site to store data.',
  collectionEmptyTitle: 'This collection is empty',
  collectionEmptyText:
    'Select assets in the library and add them to it. They stay in the library as well.',
  toAll: 'Show the whole library',
  nothingFound: 'Nothing fits these filters',
  nothingFoundText: 'Fewer words or fewer filters find more.',
  select: 'Select',
  doneSelecting: 'Done',
  approve: 'Approve',
  unapprove: 'Take back approval',
  reject: 'Reject',
  toggleStar: 'Star, or take the star away',
  star: 'Star',
  unstar: 'Take the star away',
  starred: 'Starred',
  notStarred: 'Not starred',
  starredFirst: 'Starred first',
  storyboardOrder: 'a storyboard keeps the order of its telling',
  moveToTrash: 'Move to trash',
  more: 'More',
  columns: {
    name: 'Name',
    kind: 'Kind',
    pixels: 'Size',
    bytes: 'Bytes',
    rating: 'Rating',
    state: 'State',
    added: 'Added',
  },
  badges: {
    approved: 'Approved',
    review: { rejected: 'Rejected', later: 'For later' } satisfies Record<ReviewMark, string>,
    damage: { cut: 'Cut off', unreadable: 'Cannot be read' },
    master: 'Master reference',
    misnamed: (claimed: string): string => `Named .${claimed}`,
    missing: 'File missing',
    failed: 'Failed',
    waiting: 'Waiting',
    doing: (doing: string, fraction: number): string => `${doing} ${percentText(fraction)}`,
    scaled: (scale: number): string => `${numberText(scale)}× upscaled`,
  },
  movedTo: (place: number, of: number): string =>
    `Moved to place ${numberText(place)} of ${numberText(of)}`,
  moveInOrder: 'Move in the own order of a collection',
  selectAll: 'Select all',
  selectNone: 'Select none',
  selectFirst: 'Select something in the library first',
  goTo: 'Go from one to the next',
  selectRange: 'Select from one to another',
  selectOne: 'Select or leave one',
  focusSearch: 'Search',
  rate: (stars: number): string => `Rate ${numberText(stars)}`,
  openLarge: 'Open large',
  details: 'Details',
} as const;

/** What a screen reader says of one cell: the name, then what the picture and badges show. */
export function cardLabel(card: AssetCard, doing: string | null): string {
  const parts = [card.name, kinds[card.kind].toLowerCase()];
  if (card.width && card.height) parts.push(pixelsText(card.width, card.height));
  if (card.duration_s !== null) parts.push(durationText(card.duration_s));
  if (card.size !== null) parts.push(bytesText(card.size));
  if (card.starred) parts.push(libraryWords.starred.toLowerCase());
  if (card.approved) parts.push(libraryWords.badges.approved.toLowerCase());
  if (card.review) parts.push(libraryWords.badges.review[card.review].toLowerCase());
  if (card.damage) parts.push(libraryWords.badges.damage[card.damage].toLowerCase());
  if (card.rating) parts.push(countText(card.rating, 'star', 'stars'));
  if (card.is_master_reference) parts.push(libraryWords.badges.master.toLowerCase());
  if (card.excerpt) parts.push(card.excerpt);
  if (card.state !== 'ready') parts.push(doing ?? states[card.state].toLowerCase());
  return parts.join(', ');
}
