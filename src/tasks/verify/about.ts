import type { TaskAbout } from '#domain/task-kind.ts';

export const about: TaskAbout = {
  kind: 'verify',
  lane: 'media',
  words: {
    act: 'Verify files',
    doing: 'Verifying files',
    help: 'Reads every stored file again and checks that not one byte has changed.',
  },
  accepts: [],
  makes: 'report',
  tool: false,
  max_attempts: 2,
};
