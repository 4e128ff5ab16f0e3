import { bytesText, countText, momentText, numberText } from './format.ts';

/** Words of the packs and of their export. */
export const packWords = {
  title: 'Packs',
  create: 'New pack',
  name: 'Name',
  nameHelp: 'Stands on the ZIP and in its README.',
  nameMissing: 'Give the pack a name',
  theme: 'Theme',
  description: 'Description',
  licence: 'Licence',
  emptyTitle: 'No packs yet',
  emptyText:
    'A pack is a set of finished pictures, sounds and clips with one licence, exported as a ZIP with credits and a contact sheet. Approve pictures in the library, then put them into a pack.',
  members: (count: number): string => countText(count, 'asset', 'assets'),
  size: (bytes: number): string => bytesText(bytes),
  exported: (time: number, path: string | null): string =>
    path ? `Exported ${momentText(time)} as ${path}` : `Exported ${momentText(time)}`,
  neverExported: 'Not exported yet',
  notSaved: 'Ready, but not saved yet',
  stale: 'Changed since the last export',
  outdated: 'Changed since the ZIP was made',
  back: 'All packs',
  edit: 'About this pack',
  editAct: 'Rename or change',
  gone: 'This pack is not here any more',
  remove: 'Delete pack',
  removed: (name: string): string => `“${name}” is in the trash`,
  earlierNamed: (name: string): string => `Move ${name} earlier`,
  laterNamed: (name: string): string => `Move ${name} later`,
  removeNamed: (name: string): string => `Take ${name} out of the pack`,
  isFirst: 'it is the first',
  isLast: 'it is the last',
  movedTo: (place: number, total: number): string =>
    `Now ${numberText(place)} of ${numberText(total)}`,
  takenOut: 'Taken out of the pack',
  noMembersTitle: 'This pack is empty',
  noMembersText: 'Select assets in the library and choose “Add to pack”.',
  toLibrary: 'Go to the library',
  order: 'Assets in order',
  checkTitle: 'Rights check',
  exportTitle: 'Export',
  exportHelp:
    'One ZIP with the files under clean names, the licence, the credits, a list of everything in it and a contact sheet.',
  checkGood: 'Everything may go out: approved, present, and of known origin.',
  blocks: (count: number): string =>
    countText(count, 'thing must be mended', 'things must be mended'),
  warns: (count: number): string => countText(count, 'thing to know', 'things to know'),
  acceptWarnings: 'Export all the same; I know about the warnings',
  includePrompts: 'Put the prompts into the list',
  includePromptsHelp: 'Buyers can read how each picture was made.',
  export: 'Export ZIP',
  exportAgain: 'Export again',
  exporting: 'Packing…',
  exportBlocked: 'Mend what is named above first',
  exportWarned: 'Say first that you know about the warnings',
  exportEmpty: 'Put something into the pack first',
  save: (name: string): string => `Save ${name}`,
  moreIssues: (count: number): string => `and ${countText(count, 'more', 'more')}`,
  showEach: 'Show each',
  problems: {
    empty: 'has nothing in it.',
    trashed: 'is in the trash.',
    missing: 'is missing: its file is not there.',
    not_ready: 'is not ready: it is a placeholder.',
    non_commercial_model:
      'was made with a model whose results may not be sold, and this licence lets buyers do so.',
    unknown_model:
      'was made with a model of which nobody said whether its results may be sold, and this licence lets buyers do so.',
    not_for_sale: 'says in its rights that it may not be sold, and this licence lets buyers do so.',
    not_to_change:
      'says in its rights that it may not be changed, and this licence lets buyers do so.',
    same_licence: 'says in its rights that it may be passed on only under its own licence.',
    unknown_provenance: 'comes from nobody knows where.',
    unapproved: 'is not approved.',
  },
  /** The same where something that went into the asset is at fault. */
  problemsOfSource: {
    non_commercial_model: (sources: string): string =>
      `was made from ${sources}, made with a model whose results may not be sold; this licence lets buyers do so.`,
    unknown_model: (sources: string): string =>
      `was made from ${sources}, made with a model of which nobody said whether its results may be sold; this licence lets buyers do so.`,
    not_for_sale: (sources: string): string =>
      `was made from ${sources}, whose rights say that it may not be sold; this licence lets buyers do so.`,
    not_to_change: (sources: string): string =>
      `was made from ${sources}, whose rights say that it may not be changed.`,
    same_licence: (sources: string): string =>
      `was made from ${sources}, whose rights say that results stay under the same licence.`,
    unknown_provenance: (sources: string): string =>
      `was made from ${sources}, which comes from nobody knows where.`,
  },
  sources: (names: readonly string[], more: number): string =>
    names.map((name) => `“${name}”`).join(', ') + (more > 0 ? ` and ${numberText(more)} more` : ''),
  problemsOfMany: {
    empty: 'have nothing in them.',
    trashed: 'are in the trash.',
    missing: 'are missing: their files are not there.',
    not_ready: 'are not ready: they are placeholders.',
    non_commercial_model:
      'were made with models whose results may not be sold, and this licence lets buyers do so.',
    unknown_model:
      'were made with models of which nobody said whether their results may be sold, and this licence lets buyers do so.',
    not_for_sale:
      'may not be sold by their own rights or those of what they are made of, and this licence lets buyers do so.',
    not_to_change: 'may not be changed by their own rights or those of what they are made of.',
    same_licence:
      'may be passed on only under the licence that they, or what they are made of, stand under.',
    unknown_provenance: 'come from nobody knows where, or are made of something that does.',
    unapproved: 'are not approved.',
  },
  openExport: 'Check and export',
  openExportShort: 'Export',
  saved: (name: string): string => `“${name}” is saved`,
  fixes: {
    approve: 'Approve',
    provenance: 'Say where it comes from',
    remove: 'Remove from pack',
    restore: 'Restore from trash',
    wait: 'Show in the queue',
    licence: 'Make the licence “personal”',
    rights: 'Change what the rights say',
  },
  rights: {
    title: (count: number): string =>
      count === 1
        ? 'What the rights say'
        : `What the rights of ${countText(count, 'asset', 'assets')} say`,
    help: 'For what you were given on other terms than its file says: a licence that you bought, or a permission. Sources and the results that bear their words are changed together; undo brings the old words back.',
    label: 'Rights',
    kept: 'It goes out with the files and into the credits of the pack.',
  },
  provenances: {
    ai_generated: 'Made by AI',
    user_provided: 'My own work',
    enhanced: 'Enhanced',
  },
} as const;
