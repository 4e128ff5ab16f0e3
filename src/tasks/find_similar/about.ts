import type { TaskAbout } from '#domain/task-kind.ts';

export const about: TaskAbout = {
  kind: 'find_similar',
  lane: 'media',
  words: {
    act: 'Find pictures alike',
    doing: 'Looking for pictures alike',
    help: 'Compares how the pictures of the library look and lists the pairs that look alike.',
  },
  accepts: [],
  makes: 'report',
  tool: false,
  max_attempts: 2,
};
