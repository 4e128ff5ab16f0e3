import type { TagColour } from '#domain/tags.ts';
import { countText, numberText } from './format.ts';

/** Words of tags and themes. */
export const tagWords = {
  title: 'Tags and themes',
  tags: 'Tags',
  themes: 'Themes',
  kinds: 'What is listed',
  search: 'Find a tag or an alias',
  searchThemes: 'Find a theme',
  listHelp:
    'Arrow keys move and open, Space selects, Enter edits, Delete takes the selected tags away.',
  emptyTitle: 'No tags yet',
  emptyText:
    'Tags say what is in a picture. Add them in the details of an asset, or take them from the names of folders; here they get colours, parents and other spellings.',
  emptyThemes: 'No themes yet',
  emptyThemesText:
    'A theme is the one subject of an asset or a pack. Set it in the details of an asset.',
  toLibrary: 'Go to the library',
  nothingFound: (text: string): string => `Nothing is called “${text}”.`,
  count: (count: number): string => countText(count, 'tag', 'tags'),
  themeCount: (count: number): string => countText(count, 'theme', 'themes'),
  assets: (count: number): string => countText(count, 'asset', 'assets'),
  packs: (count: number): string => countText(count, 'pack', 'packs'),
  withBelow: (own: number, below: number): string =>
    own === below ? numberText(own) : `${numberText(own)}, ${numberText(below)} in all`,
  counted: (own: number, below: number): string =>
    own === below
      ? countText(own, 'asset', 'assets')
      : `${countText(own, 'asset', 'assets')}, ${numberText(below)} with the tags below it`,
  named: (tag: string, parent: string): string => `${tag} (${parent})`,
  alias: (alias: string): string => `also “${alias}”`,
  rowName: (tag: string, own: number, below: number): string =>
    `${tag}, ${own === below ? countText(own, 'asset', 'assets') : `${countText(own, 'asset', 'assets')}, ${numberText(below)} with the tags below it`}`,
  nothingChosen: 'Choose a tag to change its name, colour, aliases and parents.',
  nothingChosenTheme: 'Choose a theme to rename it, or several to make one of them.',
  ofProject:
    'Names and numbers of the chosen project. A change of a name, colour or parent reaches the same tag in other projects too.',
  details: 'Tag',
  name: 'Name',
  rename: 'Rename',
  keepAlias: 'The old name goes on to work as an alias',
  colour: 'Colour',
  noColour: 'none',
  colours: {
    red: 'red',
    orange: 'orange',
    amber: 'amber',
    green: 'green',
    teal: 'teal',
    blue: 'blue',
    violet: 'violet',
    pink: 'pink',
    grey: 'grey',
  } satisfies Readonly<Record<TagColour, string>>,
  aliases: 'Aliases',
  aliasesHelp: 'Other spellings: who types one gets this tag.',
  addAlias: 'Add an alias',
  parents: 'Parents',
  parentsHelp: 'Who looks for a parent finds this tag as well.',
  addParent: 'Add a parent',
  children: 'Below it',
  show: 'Show in the library',
  delete: 'Take away everywhere',
  deleteTitle: (names: readonly string[]): string =>
    names.length === 1
      ? `Take “${names[0] ?? ''}” away everywhere?`
      : `Take ${countText(names.length, 'tag', 'tags')} away everywhere?`,
  deleteText: (count: number): string =>
    `${countText(count, 'asset loses', 'assets lose')} it, with its colour, aliases and parents. The assets themselves stay. You can undo this.`,
  deleteAct: 'Take away',
  selected: (count: number): string => `${countText(count, 'tag', 'tags')} selected`,
  selectedThemes: (count: number): string => `${countText(count, 'theme', 'themes')} selected`,
  clear: 'Select none',
  merge: 'Make one of them',
  mergeInto: 'The one that stays',
  mergeKeep: 'The other names go on to work as aliases',
  mergeHelp: 'Assets, aliases, parents and colours go to the one that stays. You can undo this.',
  renameTheme: 'New name',
  renameThemeHelp: 'On every asset and pack that has it. You can undo this.',
  clearTheme: 'Take this theme away',
  retagged: (count: number): string =>
    `${countText(count, 'asset that bore', 'assets that bore')} the alias as a tag now ${count === 1 ? 'has' : 'have'} this one.`,
} as const;
