import type { TaskAbout } from '#domain/task-kind.ts';

export const about: TaskAbout = {
  kind: 'denoise_video',
  lane: 'media',
  words: {
    act: 'Denoise video',
    doing: 'Denoising video',
    from: 'Denoised from',
    help: 'Takes grain away within each frame and over time. What moves is not smeared; the sound is copied as it is.',
  },
  accepts: ['video'],
  makes: 'derivative',
  same: true,
  engine: true,
  tool: true,
  max_attempts: 2,
};
