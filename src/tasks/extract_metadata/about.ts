import type { TaskAbout } from '#domain/task-kind.ts';

export const about: TaskAbout = {
  kind: 'extract_metadata',
  lane: 'media',
  words: {
    act: 'Read facts',
    doing: 'Reading facts',
    help: 'Reads size, length and other facts out of the file again, and makes its preview: a small picture, a waveform, or a strip of scenes.',
  },
  accepts: ['image', 'audio', 'video'],
  makes: 'facts',
  tool: true,
  max_attempts: 3,
};
