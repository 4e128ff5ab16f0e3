import type { TaskAbout } from '#domain/task-kind.ts';

export const about: TaskAbout = {
  kind: 'convert',
  lane: 'media',
  words: {
    act: 'Convert',
    doing: 'Converting',
    from: 'Converted from',
    help: 'Writes a copy in another format or size. The original stays as it is.',
  },
  accepts: ['image'],
  makes: 'derivative',
  same: true,
  tool: true,
  max_attempts: 2,
};
