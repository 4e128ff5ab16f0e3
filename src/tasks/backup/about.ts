import type { TaskAbout } from '#domain/task-kind.ts';

export const about: TaskAbout = {
  kind: 'backup',
  lane: 'media',
  words: {
    act: 'Back up',
    doing: 'Backing up',
    help: 'Copies the database and every file, so that the whole library can be restored.',
  },
  accepts: [],
  makes: 'report',
  tool: false,
  max_attempts: 2,
};
