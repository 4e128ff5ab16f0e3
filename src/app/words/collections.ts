import type { CollectionType } from '#domain/contract/collections.ts';
import { countText, numberText } from './format.ts';

const types: Readonly<Record<CollectionType, string>> = {
  library: 'Collection',
  project: 'Project set',
  character: 'Character set',
  storyboard: 'Storyboard',
  smart: 'Smart collection',
};

const typeHelp: Readonly<Record<CollectionType, string>> = {
  library: 'Anything that belongs together.',
  project: 'What a project works with.',
  character: 'Sheets, faces and outfits of one character.',
  storyboard: 'Pictures in the order of the telling.',
  smart: 'Fills itself with whatever a search finds.',
};

/** Words of the collections, in the rail and on their screen. */
export const collectionWords = {
  title: 'Collections',
  types,
  typeHelp,
  create: 'New collection',
  createAct: 'Create collection',
  name: 'Name',
  nameMissing: 'Give the collection a name',
  type: 'Type',
  description: 'Description',
  query: 'Search',
  queryHelp: 'As in the search of the library, for example: rating:>=4 kind:image',
  queryMissing: 'Say what it looks for',
  sort: 'Order',
  count: (count: number): string => countText(count, 'asset', 'assets'),
  figures: numberText,
  open: (name: string): string => `Open ${name}`,
  openIt: 'Open',
  addSelected: (count: number): string =>
    count === 0
      ? 'Add the selection'
      : `Add ${countText(count, 'selected asset', 'selected assets')}`,
  noneSelected: 'nothing is selected',
  menu: (name: string): string => `What can be done with “${name}”`,
  more: (name: string): string => `More for ${name}`,
  rename: 'Rename',
  renameNamed: (name: string): string => `Rename ${name}`,
  edit: 'Edit…',
  editTitle: 'Edit collection',
  archive: 'Archive',
  unarchive: 'Take out of the archive',
  archived: 'Archived',
  showArchived: 'Show archived',
  archivedDone: (name: string): string => `“${name}” is archived`,
  remove: 'Delete',
  removeTitle: (name: string): string => `Delete “${name}”?`,
  removeOnly: 'The collection only',
  removeOnlyHelp: 'Its assets stay in the library.',
  removeWith: 'The collection and its assets',
  removeWithHelp: (count: number): string =>
    `${countText(count, 'asset goes', 'assets go')} to the trash too, in one step that can be undone. Files outside Inkreel are not touched.`,
  keepUsed: (count: number): string =>
    count === 1
      ? 'Keep the one that is used elsewhere'
      : `Keep the ${numberText(count)} that are used elsewhere`,
  keepStarred: (count: number): string =>
    count === 1 ? 'Keep the starred one' : `Keep the ${numberText(count)} starred ones`,
  named: (names: readonly string[], total: number): string =>
    `${names.join(', ')}${total > names.length ? ` and ${countText(total - names.length, 'other', 'others')}` : ''}`,
  removeAct: 'Delete the collection',
  removeWithAct: (count: number): string =>
    count === 0 ? 'Delete the collection' : `Delete it and ${countText(count, 'asset', 'assets')}`,
  removedWith: (name: string, gone: number, kept: number): string =>
    `“${name}” and ${countText(gone, 'asset', 'assets')} are in the trash${
      kept > 0 ? `; ${countText(kept, 'asset', 'assets')} kept` : ''
    }`,
  removeAsk: 'Delete…',
  inTrash: (name: string): string => `“${name}” is in the trash`,
  inTrashText: 'It may have been deleted in another tab. What is in it stays in the library.',
  gone: 'This collection is not here any more',
  goneText: 'It was deleted for good. The assets that were in it stay in the library.',
  findOne: 'Find a collection',
  findNone: (text: string): string => `No collection has “${text}” in its name or description`,
  alsoTo: (name: string): string => `Results also go to “${name}”`,
  notThere: 'Not there',
  autoEnd: (name: string): string => `Stop sending new things to “${name}”`,
  autoEnded: (name: string): string => `New things no longer go to “${name}”`,
  removed: (name: string): string => `“${name}” is in the trash; its assets stay`,
  trashed: 'Deleted collections',
  restore: 'Restore',
  restoreNamed: (name: string): string => `Restore ${name}`,
  exportZip: 'Save as ZIP',
  exportTitle: (name: string): string => `Save “${name}” as ZIP`,
  exportHelp:
    'Every file as it is, videos and sounds too, in the order of the collection, with a list of what is known of each and its hash. No rights are checked: this copy is for you. To give files away, make a pack.',
  exportBusy: 'It is being packed',
  exportStart: 'Pack it',
  exportSave: 'Save the ZIP',
  savedAs: (name: string): string => `“${name}” is saved`,
  exportEmpty: 'It holds no files',
  auto: 'Auto',
  autoOn: 'Send new things here',
  autoOff: 'Stop sending new things here',
  autoSmart: 'It fills itself',
  autoStarted: (name: string): string => `New imports and results go to “${name}” in this tab`,
  emptyTitle: 'No collections yet',
  emptyText:
    'A collection is a set with an order of its own: a storyboard, the sheets of a character, the best of a month. One asset can be in many. Select assets in the library and drag them onto a collection in the rail, or choose “Add to collection”.',
  emptySmart: 'A smart collection fills itself with what a search finds.',
  add: 'Add to collection…',
  addTitle: (count: number): string => `Add ${countText(count, 'asset', 'assets')} to a collection`,
  find: 'Find or name a collection',
  newOne: 'New collection…',
  newNamed: (name: string): string => `New collection “${name}”`,
  added: (count: number, name: string): string =>
    count === 0
      ? `All of them are in “${name}” already`
      : `${countText(count, 'asset', 'assets')} added to “${name}”`,
  cover: 'Cover',
  makeCover: 'Make it the cover',
  coverNamed: (name: string): string => `Make it the cover of “${name}”`,
  uncover: 'Not the cover',
  uncoverNamed: (name: string): string => `Not the cover of “${name}” any more`,
  coverOne: 'takes one asset at a time',
  coverNoFile: 'it has no picture to be shown',
  coverClosed: 'open a collection first',
  coverNotIn: (name: string): string => `This asset is not a member of “${name}”`,
  coverSmart: (name: string): string =>
    `“${name}” fills itself with what a search finds: its cover is the first of that`,
  covered: (name: string): string => `It is the cover of “${name}” now`,
  note: 'Notes and covers in collections…',
  noteTitle: (name: string): string => `“${name}” in its collections`,
  noteOne: 'takes one asset at a time',
  noteNone: 'This asset is in no collection. Add it to one first.',
  noteHelp: 'Said of this asset in that collection only.',
  key: 'Name',
  value: 'Value',
  addRow: 'Add a line',
  removeRow: (key: string): string => (key === '' ? 'Remove this line' : `Remove ${key}`),
  keyTaken: 'Two lines have the same name',
  railLabel: 'Collections',
  railEmpty: 'None yet. Make one with +',
} as const;
