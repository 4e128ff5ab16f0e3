import type { TaskAbout } from '#domain/task-kind.ts';

export const about: TaskAbout = {
  kind: 'find_faces',
  lane: 'gpu',
  words: {
    act: 'Find faces',
    doing: 'Finding faces',
    help: 'Finds the faces of a picture, and five points on each, with a model that was added.',
  },
  accepts: ['image'],
  makes: 'report',
  // It answers the tool that swaps faces, and scripts.
  tool: false,
  max_attempts: 2,
};
