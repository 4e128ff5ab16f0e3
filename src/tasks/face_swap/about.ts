import type { TaskAbout } from '#domain/task-kind.ts';

export const about: TaskAbout = {
  kind: 'face_swap',
  lane: 'gpu',
  words: {
    act: 'Swap face',
    doing: 'Swapping a face',
    from: 'Face put into',
    help: 'Puts the face of one picture in the place of another, by five points on each: placed in the editor, or found by a model that you add.',
  },
  accepts: ['image'],
  makes: 'derivative',
  tool: true,
  max_attempts: 2,
};
