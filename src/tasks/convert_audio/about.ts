import type { TaskAbout } from '#domain/task-kind.ts';

export const about: TaskAbout = {
  kind: 'convert_audio',
  lane: 'media',
  words: {
    act: 'Convert sound',
    doing: 'Converting sound',
    from: 'Converted from',
    help: 'Writes a copy of the sound in another format; of a video, its sound alone.',
  },
  accepts: ['audio', 'video'],
  makes: 'derivative',
  engine: true,
  tool: true,
  max_attempts: 2,
};
