/** The names of the acts that change many assets, apart from their dialogs: these are loaded at once. */
export const bulkActWords = {
  edit: 'Edit many fields…',
  folders: 'Tags from folders…',
} as const;
