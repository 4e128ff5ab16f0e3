/** Words of the first run and of the demo project; the demo's own names stand with it. */
export const demoWords = {
  title: 'What will you start with?',
  text: 'Pictures, sound, video and texts that you made, found or had made by a model.',
  demo: 'Open the demo project',
  demoText:
    'Two dozen pictures, sounds and a film of our own, drawn here in a few seconds. Removed as easily.',
  folder: 'Start from a folder',
  folderText: 'Your files stay where they are. You see what would come in before anything does.',
  folderImport: 'Files are copied byte for byte; your folder stays as it is.',
  empty: 'Start empty',
  emptyText: 'Drop, paste or choose files whenever you like.',
  where: 'Everything stays in this browser, on this device. Not yet copied anywhere:',
  whereMore: 'how safe it is, and backups',
  device: 'What this browser can do',
  making: (done: number, total: number): string =>
    `Drawing the demo: ${String(done)} of ${String(total)}`,
  importing: 'Putting the demo into the library…',
  busy: 'The demo is being made',
  ready: 'The demo project is ready.',
  readyMore: 'Everything in it can be changed, undone and thrown away.',
  remove: 'Remove the demo project',
  removeShort: 'Remove it',
  removed: 'The demo project is in the trash.',
  notThere: 'There is no demo project',
  failed: 'The demo could not be made.',
  failedMore: 'Nothing else was changed. Try again, or start from a folder.',
  back: 'Show the ways to start',
} as const;
