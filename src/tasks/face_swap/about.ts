import type { TaskAbout } from '#domain/task-kind.ts';

export const about: TaskAbout = {
  kind: 'face_swap',
  lane: 'gpu',
  words: {
    act: 'Swap face',
    doing: 'Swapping a face',
    from: 'Face put into',
    help: 'Puts a face in the place of another by five points on each. No model is needed.',
  },
  accepts: ['image'],
  makes: 'derivative',
  // Its points are placed on the Enhance screen.
  tool: false,
  max_attempts: 2,
};
