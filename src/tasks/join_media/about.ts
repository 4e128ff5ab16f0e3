import type { TaskAbout } from '#domain/task-kind.ts';

export const about: TaskAbout = {
  kind: 'join_media',
  lane: 'media',
  words: {
    act: 'Join',
    doing: 'Joining',
    from: 'Joined from',
    help: 'Puts films, or sounds, one behind the other into one file. The originals stay as they are.',
  },
  accepts: ['video', 'audio'],
  makes: 'derivative',
  engine: true,
  together: true,
  tool: true,
  max_attempts: 2,
};
