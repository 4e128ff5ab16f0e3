import type { TaskAbout } from '#domain/task-kind.ts';

export const about: TaskAbout = {
  kind: 'enhance',
  lane: 'media',
  words: {
    act: 'Enhance',
    doing: 'Enhancing',
    from: 'Enhanced from',
    help: 'Levels, grain and sharpness by plain arithmetic: nothing is invented.',
  },
  accepts: ['image'],
  makes: 'derivative',
  same: true,
  tool: true,
  max_attempts: 2,
};
