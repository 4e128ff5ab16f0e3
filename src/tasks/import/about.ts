import type { TaskAbout } from '#domain/task-kind.ts';

export const about: TaskAbout = {
  kind: 'import',
  lane: 'media',
  words: {
    act: 'Import',
    doing: 'Importing',
    help: 'Copies files into the library, byte for byte.',
  },
  accepts: [],
  makes: 'report',
  tool: false,
  max_attempts: 1,
};
