import type { TaskAbout } from '#domain/task-kind.ts';

export const about: TaskAbout = {
  kind: 'upscale',
  lane: 'gpu',
  words: {
    act: 'Upscale',
    doing: 'Upscaling',
    from: 'Upscaled from',
    help: 'Makes a larger picture on this device. The original stays as it is.',
  },
  accepts: ['image'],
  makes: 'derivative',
  same: true,
  tool: true,
  max_attempts: 3,
};
