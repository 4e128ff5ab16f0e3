import type { TaskAbout } from '#domain/task-kind.ts';

export const about: TaskAbout = {
  kind: 'denoise_audio',
  lane: 'media',
  words: {
    act: 'Clean sound',
    doing: 'Cleaning sound',
    from: 'Cleaned from',
    help: 'Takes hiss, hum and fans away, learning them from a quiet passage. Pictures of a video stay as they are.',
  },
  accepts: ['audio', 'video'],
  makes: 'derivative',
  same: true,
  engine: true,
  tool: true,
  max_attempts: 2,
};
