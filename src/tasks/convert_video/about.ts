import type { TaskAbout } from '#domain/task-kind.ts';

export const about: TaskAbout = {
  kind: 'convert_video',
  lane: 'media',
  words: {
    act: 'Convert video',
    doing: 'Converting video',
    from: 'Converted from',
    help: 'Writes a copy in another format, size or length. The original stays as it is.',
  },
  accepts: ['video'],
  makes: 'derivative',
  engine: true,
  tool: true,
  max_attempts: 2,
};
