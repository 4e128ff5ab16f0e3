import type { TaskAbout } from '#domain/task-kind.ts';

export const about: TaskAbout = {
  kind: 'remove_background',
  lane: 'gpu',
  words: {
    act: 'Remove background',
    doing: 'Removing the background',
    from: 'Cut out from',
    help: 'Keeps the subject, by colours and edges: best with a box or strokes drawn around it.',
  },
  accepts: ['image'],
  makes: 'derivative',
  tool: true,
  max_attempts: 2,
};
