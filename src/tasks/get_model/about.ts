import type { TaskAbout } from '#domain/task-kind.ts';

export const about: TaskAbout = {
  kind: 'get_model',
  lane: 'net',
  words: {
    act: 'Get model',
    doing: 'Getting a model',
    help: 'Fetches a model from the address that you chose and keeps it on this device.',
  },
  accepts: [],
  makes: 'report',
  tool: false,
  max_attempts: 5,
};
