import type { TaskAbout } from '#domain/task-kind.ts';

export const about: TaskAbout = {
  kind: 'inpaint',
  lane: 'gpu',
  words: {
    act: 'Inpaint',
    doing: 'Inpainting',
    from: 'Inpainted from',
    help: 'Takes away what a mask marks and fills it from the picture around it.',
  },
  accepts: ['image'],
  makes: 'derivative',
  // It needs a mask, which is drawn on the Enhance screen.
  tool: false,
  max_attempts: 2,
};
