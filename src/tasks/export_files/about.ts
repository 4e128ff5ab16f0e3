import type { TaskAbout } from '#domain/task-kind.ts';

export const about: TaskAbout = {
  kind: 'export_files',
  lane: 'net',
  words: {
    act: 'Export to a folder',
    doing: 'Exporting to a folder',
    help: 'Writes the files as they are into a folder that you chose. Nothing there is overwritten.',
  },
  accepts: [],
  makes: 'report',
  tool: false,
  max_attempts: 3,
};
