import type { TaskAbout } from '#domain/task-kind.ts';

export const about: TaskAbout = {
  kind: 'test_model',
  lane: 'gpu',
  words: {
    act: 'Test model',
    doing: 'Testing a model',
    help: 'Runs one tile and measures where and how fast the model works on this device.',
  },
  accepts: [],
  makes: 'report',
  tool: false,
  max_attempts: 2,
};
